package io.pumpwatch.jobs.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One run of a row in a process of its own, as that process writes it down.
 *
 * @param engine what did it, with its version
 * @param events how many it was run over
 * @param wholeTraffic whether these are all of them, and not the first days'
 * @param seconds from the job's submission to its end
 * @param startSeconds what the process took beside that: JVM, Flink, planning
 * @param findings how many it made; null for a row that makes none
 */
public record RowMeasurement(
    String engine,
    long events,
    boolean wholeTraffic,
    double seconds,
    double startSeconds,
    Long findings) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FILE = "measurement.json";

  /** Events a second. */
  public double rate() {
    return events / seconds;
  }

  /** Writes it into the row's folder. */
  public void write(Path folder) throws IOException {
    JSON.writeValue(folder.resolve(FILE).toFile(), this);
  }

  /** Reads what was written into a row's folder. */
  static RowMeasurement read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve(FILE).toFile(), RowMeasurement.class);
  }
}
