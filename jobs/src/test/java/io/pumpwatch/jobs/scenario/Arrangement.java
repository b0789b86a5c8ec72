package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.world.LogLine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * How the records of a scenario lie in files: their order, how many files a log is cut into, and
 * whether these are packed.
 *
 * @param name for messages
 * @param order of the records of a log
 * @param files how many files a log is cut into
 * @param packed whether they are gzip
 */
record Arrangement(String name, UnaryOperator<List<LogLine>> order, int files, boolean packed) {
  private static final long SEED = 20260302L;

  static Arrangement asWritten() {
    return new Arrangement("as written", lines -> lines, 1, false);
  }

  /** No record is further than the bound behind one that was written after it. */
  static Arrangement outOfOrderBy(Duration bound) {
    return new Arrangement(
        "out of order by " + bound.toMinutes() + " min", lines -> jittered(lines, bound), 1, false);
  }

  /** In no order at all. */
  static Arrangement shuffled() {
    return new Arrangement("shuffled", Arrangement::shuffled, 1, false);
  }

  /** The same in several packed files for each log, each of a stretch of time. */
  Arrangement inPackedFiles(int count) {
    return new Arrangement(name + " in " + count + " packed files", order, count, true);
  }

  private static List<LogLine> jittered(List<LogLine> lines, Duration bound) {
    Random random = new Random(SEED);
    long boundMicros = TimeUnit.NANOSECONDS.toMicros(bound.toNanos());
    Map<LogLine, Long> places = new HashMap<>();
    lines.forEach(
        line -> places.put(line, line.writtenMicros() + random.nextLong(boundMicros + 1)));
    List<LogLine> jittered = new ArrayList<>(lines);
    jittered.sort(Comparator.comparingLong(places::get));
    return jittered;
  }

  private static List<LogLine> shuffled(List<LogLine> lines) {
    List<LogLine> shuffled = new ArrayList<>(lines);
    Collections.shuffle(shuffled, new Random(SEED));
    return shuffled;
  }

  /** Writes the scenario so. */
  LogFolder write(Scenario scenario, Path folder) throws IOException {
    LogFolder written = new LogFolder(folder);
    Files.createDirectories(written.logs());
    Files.writeString(written.settings(), scenario.settings());
    for (Map.Entry<String, List<LogLine>> log : scenario.logs().entrySet()) {
      List<LogLine> lines = order.apply(log.getValue());
      for (int file = 0; file < files; file++) {
        int from = lines.size() * file / files;
        int to = lines.size() * (file + 1) / files;
        write(lines.subList(from, to), written.logs().resolve(name(log.getKey(), file)));
      }
    }
    return written;
  }

  private String name(String log, int file) {
    return log + "-" + file + (packed ? ".log.gz" : ".log");
  }

  private void write(List<LogLine> lines, Path file) throws IOException {
    OutputStream bytes = Files.newOutputStream(file);
    try (Writer out =
        new BufferedWriter(
            new OutputStreamWriter(
                packed ? new GZIPOutputStream(bytes) : bytes, StandardCharsets.UTF_8))) {
      for (LogLine line : lines) {
        out.write(line.text());
        out.write('\n');
      }
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
