package io.pumpwatch.jobs.command.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run did, in numbers that must agree with each other: the content of {@code run.json}. The
 * keys there are the components' names in snake case.
 *
 * @param runId names the run, in its findings too
 * @param settingsHash hash of the settings in force
 * @param mode {@code batch} or {@code streaming}
 * @param parallelism slots side by side
 * @param startedAt when it started, on the clock of the machine
 * @param wallSeconds how long it took
 * @param records what the input held
 * @param events what came of the decoded records
 * @param deduplicate {@code on} or {@code off}, and why
 * @param byFormat events by the log format they came from
 * @param unknownFields fields of records that were ignored, by the log format that does not know
 *     them
 * @param evictedKeys traffic keys given up because there were too many
 * @param idleFlushes windows closed because their source fell silent
 * @param findings the episodes found
 * @param eventsPerSecond events over wall seconds
 * @param blindSpots which patterns saw too little, and why
 * @param baseline id of the baseline that it began with, null for none
 */
public record RunReport(
    String runId,
    String settingsHash,
    String mode,
    int parallelism,
    Instant startedAt,
    double wallSeconds,
    Records records,
    Events events,
    String deduplicate,
    Map<String, Long> byFormat,
    Map<String, Long> unknownFields,
    long evictedKeys,
    long idleFlushes,
    Findings findings,
    double eventsPerSecond,
    List<String> blindSpots,
    @JsonInclude(JsonInclude.Include.NON_NULL) String baseline) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** A run that began with nothing learnt. */
  public RunReport(
      String runId,
      String settingsHash,
      String mode,
      int parallelism,
      Instant startedAt,
      double wallSeconds,
      Records records,
      Events events,
      String deduplicate,
      Map<String, Long> byFormat,
      Map<String, Long> unknownFields,
      long evictedKeys,
      long idleFlushes,
      Findings findings,
      double eventsPerSecond,
      List<String> blindSpots) {
    this(
        runId,
        settingsHash,
        mode,
        parallelism,
        startedAt,
        wallSeconds,
        records,
        events,
        deduplicate,
        byFormat,
        unknownFields,
        evictedKeys,
        idleFlushes,
        findings,
        eventsPerSecond,
        blindSpots,
        null);
  }

  /** Records of the input: read = decoded + skipped + dead. */
  public record Records(long read, long decoded, long skipped, long dead) {
    public Records {
      requireSum("records read", read, decoded, skipped, dead);
    }

    /**
     * Whether some could be read.
     *
     * @param mayBeNone whether it is nothing wrong where there was no record at all
     */
    public boolean areSound(boolean mayBeNone) {
      return read > dead || (mayBeNone && dead == 0);
    }
  }

  /**
   * Events of the decoded records: total = on time + late.
   *
   * @param duplicates of those on time, how many said nothing new of their message and did not
   *     count
   */
  public record Events(long total, long onTime, long late, long duplicates) {
    public Events {
      requireSum("events", total, onTime, late);
    }
  }

  /**
   * Episodes: open + closed = those of all patterns.
   *
   * @param suppressedBy how many an entry of the allow list or a campaign held back, by its name
   */
  public record Findings(
      long open,
      long closed,
      Map<String, Long> byPattern,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Long> suppressedBy) {
    /** Nothing was held back. */
    public Findings(long open, long closed, Map<String, Long> byPattern) {
      this(open, closed, byPattern, Map.of());
    }

    public Findings {
      byPattern = sorted(byPattern);
      suppressedBy = suppressedBy == null ? Map.of() : sorted(suppressedBy);
      requireSum("findings by pattern", total(byPattern), open, closed);
    }
  }

  public RunReport {
    byFormat = sorted(byFormat);
    unknownFields = sorted(unknownFields);
    blindSpots = List.copyOf(blindSpots);
    requireSum("events by format", total(byFormat), events.total());
  }

  private static Map<String, Long> sorted(Map<String, Long> counts) {
    return Map.copyOf(counts).isEmpty() ? Map.of() : new TreeMap<>(counts);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void requireSum(String name, long total, long... parts) {
    long sum = 0;
    for (long part : parts) {
      sum += part;
    }
    if (total != sum) {
      throw new IllegalStateException(
          "the counts of the run disagree: " + name + " " + total + ", their parts " + sum);
    }
  }

  /** As it stands in {@code run.json}. */
  public String toJson() {
    return write(this);
  }

  /** Reads what {@link #toJson} wrote. */
  public static RunReport ofJson(String json) throws JsonProcessingException {
    return read(json, RunReport.class);
  }

  static <T extends Record> T read(String json, Class<T> type) throws JsonProcessingException {
    return JSON.readValue(json, type);
  }

  static String write(Record content) {
    try {
      return JSON.writeValueAsString(content) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the report of a run", e);
    }
  }
}
