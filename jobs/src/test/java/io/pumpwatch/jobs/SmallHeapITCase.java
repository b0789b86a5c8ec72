package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.WrittenDeadLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job as users start it, with less memory than its largest files have bytes. */
class SmallHeapITCase {
  private static final String HEAP = "-Xmx160m";

  /** Flink's own buffers, which lie outside of the heap, are of a fixed size. */
  private static final String OUTSIDE_OF_HEAP = "-XX:MaxDirectMemorySize=1g";

  private static final int LINE_BYTES = 200 << 20;
  private static final int TRAIL_BYTES = 100 << 20;
  private static final long PATIENCE_MINUTES = 5;

  private static final String EVENT =
      "{\"event_time\":\"2026-03-01T12:00:00Z\",\"event_type\":\"sent\"}\n";
  private static final String LISTED_BUCKETS =
      "{\"eventTime\":\"2026-03-01T12:00:00Z\",\"eventSource\":\"s3.amazonaws.com\","
          + "\"eventName\":\"ListBuckets\",\"padding\":\""
          + "x".repeat(800)
          + "\"}";
  private static final String SIGNED_UP =
      "{\"eventTime\":\"2026-03-01T12:00:00Z\",\"eventSource\":\"cognito-idp.amazonaws.com\","
          + "\"eventName\":\"SignUp\",\"sourceIPAddress\":\"203.0.113.9\","
          + "\"requestParameters\":{\"clientId\":\"c1\"},\"responseElements\":null}";

  @TempDir private Path temporary;

  private interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private void log(String name, Content content) throws IOException {
    Path logs = Files.createDirectories(temporary.resolve("logs"));
    try (OutputStream out = Files.newOutputStream(logs.resolve(name))) {
      content.writeTo(out);
    }
  }

  private static void write(OutputStream out, String text, long times) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (long i = 0; i < times; i++) {
      out.write(bytes);
    }
  }

  private static byte[] gzip(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      content.writeTo(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private int detect() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(HEAP);
    command.add(OUTSIDE_OF_HEAP);
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            Pumpwatch.class.getName(),
            "detect",
            "--parallelism=2",
            "--input=" + temporary.resolve("logs"),
            "--output=" + temporary.resolve("out")));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(temporary.resolve("said").toFile())
            .start();
    try {
      assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("ended in time").isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private String said() {
    try {
      return Files.readString(temporary.resolve("said"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readsFilesThatAreLargerThanItsMemory() throws IOException, InterruptedException {
    String chunk = "x".repeat(1 << 20);
    log(
        "line.ndjson",
        out -> {
          write(out, EVENT, 1);
          write(out, chunk, LINE_BYTES >> 20);
          write(out, "\n" + EVENT, 1);
        });
    long buckets = TRAIL_BYTES / LISTED_BUCKETS.length();
    log(
        "trail.json",
        out -> {
          write(out, "{\"Records\":[" + SIGNED_UP + ",", 1);
          write(out, LISTED_BUCKETS + ",", buckets);
          write(out, SIGNED_UP + "]}", 1);
        });
    byte[] blanks = gzip(out -> write(out, " ".repeat(1 << 20), 64));
    byte[] first = gzip(out -> write(out, EVENT, 1));
    log(
        "bomb.ndjson.gz",
        out ->
            out.write(
                gzip(
                    members -> {
                      members.write(first);
                      for (int i = 0; i < 64; i++) {
                        members.write(blanks);
                      }
                    })));

    assertThat(detect()).as(this::said).isEqualTo(ExitCodes.DONE);

    RunReport report = RunReport.ofJson(Files.readString(temporary.resolve("out/run.json")));
    assertThat(report.records()).isEqualTo(new RunReport.Records(5 + buckets + 2, 5, buckets, 2));
    List<DeadLetter> dead = WrittenDeadLetters.in(temporary.resolve("out/dead-letters"));
    assertThat(dead)
        .extracting(letter -> letter.fileOrTopic().replaceAll(".*/", ""))
        .containsExactlyInAnyOrder("line.ndjson", "bomb.ndjson.gz");
    assertThat(dead).allMatch(letter -> letter.raw().length <= 4096);
  }
}
