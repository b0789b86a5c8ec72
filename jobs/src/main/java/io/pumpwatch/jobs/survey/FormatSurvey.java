package io.pumpwatch.jobs.survey;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.output.EventsTable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the records of one log format turned out to be. */
public final class FormatSurvey {
  private static final int MOST_REASONS = 3;

  private final Set<String> files = new HashSet<>();
  private final Map<String, Long> filled = new HashMap<>();
  private final Map<EventType, Long> rows = new EnumMap<>(EventType.class);
  private final Map<EventType, TextCounts> operations = new EnumMap<>(EventType.class);
  private final TextCounts ignoredRequests = new TextCounts();
  private final List<DeadLetter> firstDead = new ArrayList<>();
  private long decoded;
  private long skipped;
  private long dead;
  private long firstMicros = Long.MAX_VALUE;
  private long lastMicros = Long.MIN_VALUE;

  void add(String file, Decoded yield) {
    files.add(file);
    if (yield.isDead()) {
      dead++;
      if (firstDead.size() < MOST_REASONS) {
        firstDead.add(yield.deadLetter());
      }
    } else if (yield.isSkipped()) {
      skipped++;
    } else {
      decoded += yield.startsRecord() ? 1 : 0;
      add(yield.event());
    }
  }

  private void add(SmsEvent event) {
    rows.merge(event.eventType(), 1L, Long::sum);
    EventsTable.TABLE.filledColumns(event).forEach(name -> filled.merge(name, 1L, Long::sum));
    if (event.operation() != null) {
      operations
          .computeIfAbsent(event.eventType(), unused -> new TextCounts())
          .add(RequestShape.of(event.operation()));
    }
    firstMicros = Math.min(firstMicros, event.eventTimeMicros());
    lastMicros = Math.max(lastMicros, event.eventTimeMicros());
  }

  void addIgnoredRequest(String request) {
    ignoredRequests.add(RequestShape.of(request));
  }

  /** Files that hold records of the format. */
  public int files() {
    return files.size();
  }

  /** Records that gave rows. */
  public long decoded() {
    return decoded;
  }

  /** Records that are fine but not about messages. */
  public long skipped() {
    return skipped;
  }

  /** Records that cannot be read. */
  public long dead() {
    return dead;
  }

  /** Records in all. */
  public long records() {
    return decoded + skipped + dead;
  }

  /** The first few of the records that cannot be read. */
  public List<DeadLetter> firstDead() {
    return List.copyOf(firstDead);
  }

  /** Rows by their type, in the order of the types; types that did not come are missing. */
  public Map<EventType, Long> rows() {
    return new EnumMap<>(rows);
  }

  /** Rows in all. */
  public long totalRows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The share of the rows for which a field of the event contract is filled; 0 without rows. */
  public double filled(String field) {
    long total = totalRows();
    return total == 0 ? 0 : (double) filled.getOrDefault(field, 0L) / total;
  }

  /** The operations or requests that gave rows of a type. */
  public TextCounts operations(EventType type) {
    return operations.getOrDefault(type, new TextCounts());
  }

  /** The requests that might be about codes but were not read so. */
  public TextCounts ignoredRequests() {
    return ignoredRequests;
  }

  /** The first event time; null without rows. */
  public Instant first() {
    return totalRows() == 0 ? null : Instant.EPOCH.plus(firstMicros, ChronoUnit.MICROS);
  }

  /** The last event time; null without rows. */
  public Instant last() {
    return totalRows() == 0 ? null : Instant.EPOCH.plus(lastMicros, ChronoUnit.MICROS);
  }
}
