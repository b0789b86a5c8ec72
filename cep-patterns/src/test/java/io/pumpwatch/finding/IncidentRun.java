package io.pumpwatch.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes findings through a book, those of a minute at once, and keeps their last places. */
final class IncidentRun {
  private final Map<String, Placement> places = new LinkedHashMap<>();
  private IncidentBook book = new IncidentBook(List.of());

  /** Revisions that come at that minute. */
  IncidentRun at(int minute, FindingExample... findings) {
    List<RevisedFinding> revisions = new ArrayList<>();
    for (FindingExample finding : findings) {
      revisions.add(finding.revised());
    }
    revisions.sort(Comparator.comparing(revised -> revised.finding().findingId()));
    List<Placement> placed = book.place(FindingExample.minute(minute).toEpochMilli(), revisions);
    for (int i = 0; i < placed.size(); i++) {
      places.put(revisions.get(i).finding().findingId(), placed.get(i));
    }
    return this;
  }

  /** First revisions, one at the end of each minute after noon. */
  static IncidentRun of(FindingExample... findings) {
    IncidentRun run = new IncidentRun();
    for (int i = 0; i < findings.length; i++) {
      run.at(i + 1, findings[i].detected(i + 1));
    }
    return run;
  }

  /** Goes on with a book that knows only what was kept. */
  IncidentRun restarted() {
    List<LiveFinding> kept = new ArrayList<>();
    for (String id : places.keySet()) {
      if (book.live(id) != null) {
        kept.add(book.live(id));
      }
    }
    book = new IncidentBook(kept);
    return this;
  }

  IncidentBook book() {
    return book;
  }

  Placement of(String findingId) {
    return places.get(findingId);
  }

  boolean together(String one, String other) {
    return of(one).incidentId().equals(of(other).incidentId());
  }
}
