package io.pumpwatch.jobs.response;

import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.StableId;
import io.pumpwatch.jobs.settings.ResponseSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * The measures that follow from what is to be acted on.
 *
 * @param settings how long they are kept
 */
record ResponseMeasures(ResponseSettings settings) {
  private static final int FIRST_REVISION = 1;

  /** The measures on an entity, several where it is many small blocks. */
  List<ResponseMeasure> on(ResponseCandidate candidate, Instant decidedAt) {
    if (candidate.grain() != Grain.BLOCK_COHORT) {
      return List.of(
          measure(candidate, candidate.entityKind(), candidate.entityValue(), 1, decidedAt));
    }
    List<ResponseMeasure> measures = new ArrayList<>();
    for (DestinationRange range : candidate.ranges()) {
      double share = Math.min(1, range.count() / (double) Math.max(1, candidate.destinations()));
      measures.add(
          measure(candidate, Grain.DESTINATION_BLOCK.word(), range.prefix(), share, decidedAt));
    }
    return measures;
  }

  private ResponseMeasure measure(
      ResponseCandidate candidate,
      String entityKind,
      String entityValue,
      double share,
      Instant decidedAt) {
    ResponseAction action =
        ResponseAction.on(candidate.grain(), SmallestResponse.holdsKnownPeople(candidate));
    return new ResponseMeasure(
        StableId.of(
            candidate.incidentId(),
            action.word(),
            entityKind,
            entityValue,
            Objects.requireNonNullElse(candidate.ownTenant(), ""),
            Objects.requireNonNullElse(candidate.flow(), "")),
        FIRST_REVISION,
        ResponseMeasure.ACTIVE,
        candidate.incidentId(),
        candidate.findingId(),
        action.word(),
        entityKind,
        entityValue,
        candidate.ownTenant(),
        candidate.flow(),
        candidate.detectedAt(),
        candidate.windowEnd().plus(action.kept(settings)),
        reason(candidate),
        Math.round(share * candidate.sends()),
        share * candidate.costUsd(),
        candidate.verified() == null ? null : (Long) Math.round(share * candidate.verified()),
        candidate.expected() == null ? null : (Double) (share * candidate.expected()),
        candidate.legitimate() == null ? null : (Double) (share * candidate.legitimate()),
        decidedAt,
        candidate.runId());
  }

  private static String reason(ResponseCandidate candidate) {
    String people =
        candidate.verified() == null
            ? "whether codes came back is not logged"
            : candidate.verified() == 0
                ? "no code came back"
                : String.format(Locale.ROOT, "%,d codes came back", candidate.verified());
    return String.format(
        Locale.ROOT,
        "%s: %,d messages for USD %.2f, %s",
        candidate.pattern(),
        candidate.sends(),
        candidate.costUsd(),
        people);
  }
}
