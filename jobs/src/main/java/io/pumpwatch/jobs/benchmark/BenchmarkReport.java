package io.pumpwatch.jobs.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark came to: the content of {@code benchmark.json}. The keys there are the
 * components' names in snake case.
 *
 * @param startedAt on the clock of the machine
 * @param settings what was asked for
 * @param traffic what the rows were run over
 * @param machine what they ran on
 * @param versions of what took part, by name
 * @param rows by name, in the order in which they took turns
 * @param ratios median rate of one row over that of another, by {@code one/other}; of the pairs of
 *     {@link #PAIRS} those of which both were run
 */
public record BenchmarkReport(
    Instant startedAt,
    Settings settings,
    Extent traffic,
    Machine machine,
    Map<String, String> versions,
    Map<String, Row> rows,
    Map<String, Double> ratios) {

  /** Which rows are compared: detection with each of the others. */
  static final List<Pair> PAIRS =
      List.of(
          new Pair("pumpwatch", "scan"),
          new Pair("pumpwatch", "keyed-count"),
          new Pair("pumpwatch", "siem-rules-sql"),
          new Pair("pumpwatch", "duckdb-siem-rules"),
          new Pair("pumpwatch", "match-recognize"),
          new Pair("pumpwatch", "cep-per-event"));

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /**
   * Two rows whose rates are compared.
   *
   * @param row whose rate is divided
   * @param by the rate of which it is divided by
   */
  record Pair(String row, String by) {
    String name() {
      return row + "/" + by;
    }
  }

  /**
   * What was asked for.
   *
   * @param events how many
   * @param seed of the simulation
   * @param density events per minute against those of the fortnight
   * @param parallelism slots or threads of each row
   * @param rounds how often each row was run
   * @param jvmOptions of each row's process
   */
  public record Settings(
      long events,
      long seed,
      double density,
      int parallelism,
      int rounds,
      List<String> jvmOptions) {
    public Settings {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /**
   * What the rows were run over.
   *
   * @param events how many
   * @param days how many days they touch
   * @param eventsPerMinute of an average minute
   * @param bytes of the files
   */
  public record Extent(long events, int days, double eventsPerMinute, long bytes) {}

  /**
   * A row.
   *
   * @param description what it does
   * @param engine what does it, with its version
   * @param eventsPerSecond median of the rounds
   * @param rounds events a second of each round
   * @param seconds of the job, of each round
   * @param startSeconds what its process took beside the job, median of the rounds
   * @param events how many it was run over
   * @param wholeTraffic whether these are all of them, and not the first days'
   * @param findings how many it made; null for a row that makes none
   */
  public record Row(
      String description,
      String engine,
      double eventsPerSecond,
      List<Double> rounds,
      List<Double> seconds,
      double startSeconds,
      long events,
      boolean wholeTraffic,
      @JsonInclude(JsonInclude.Include.NON_NULL) Long findings) {
    public Row {
      rounds = List.copyOf(rounds);
      seconds = List.copyOf(seconds);
    }

    /** What the rounds of a row come to; at least one. */
    static Row of(String description, List<RowMeasurement> rounds) {
      RowMeasurement last = rounds.get(rounds.size() - 1);
      List<Double> rates = rounds.stream().map(RowMeasurement::rate).toList();
      return new Row(
          description,
          last.engine(),
          median(rates),
          rates,
          rounds.stream().map(RowMeasurement::seconds).toList(),
          median(rounds.stream().map(RowMeasurement::startSeconds).toList()),
          last.events(),
          last.wholeTraffic(),
          last.findings());
    }

    /** The slowest round, events a second. */
    public double slowest() {
      return Collections.min(rounds);
    }

    /** The fastest round, events a second. */
    public double fastest() {
      return Collections.max(rounds);
    }
  }

  public BenchmarkReport {
    versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    ratios = Collections.unmodifiableMap(new LinkedHashMap<>(ratios));
  }

  /** The ratios of rows. */
  static Map<String, Double> ratios(Map<String, Row> rows) {
    Map<String, Double> ratios = new LinkedHashMap<>();
    for (Pair pair : PAIRS) {
      if (rows.containsKey(pair.row()) && rows.containsKey(pair.by())) {
        ratios.put(
            pair.name(),
            rows.get(pair.row()).eventsPerSecond() / rows.get(pair.by()).eventsPerSecond());
      }
    }
    return ratios;
  }

  /** The middle value; of an even number of them the mean of the two in the middle. */
  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  /** As it stands in {@code benchmark.json}. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the report of a benchmark", e);
    }
  }

  /** Reads what {@link #toJson} wrote. */
  public static BenchmarkReport ofJson(String json) throws JsonProcessingException {
    return JSON.readValue(json, BenchmarkReport.class);
  }
}
