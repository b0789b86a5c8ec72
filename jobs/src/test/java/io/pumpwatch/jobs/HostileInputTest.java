package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.history.EventFiles;
import io.pumpwatch.jobs.input.parquet.ForeignParquet;
import io.pumpwatch.jobs.output.WrittenDeadLetters;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What the world puts into a folder of logs, read by the job itself. */
class HostileInputTest {
  /** Events of the folder of everything, save those of the truncated file. */
  private static final long READABLE_EVENTS = 14;

  @TempDir private Path temporary;

  private record Run(int exitCode, String out, String err) {}

  private Run detect(Path input, String... more) {
    CommandLine program =
        PumpwatchCommand.with(
            Map.of(), List.of(new DetectCommand(List.of("canonical"), new DetectJob())));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    program.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] arguments = {
      "detect", "--parallelism=2", "--input=" + input, "--output=" + temporary.resolve("out")
    };
    String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    int exitCode = program.execute(all);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private RunReport report() throws IOException {
    return RunReport.ofJson(Files.readString(temporary.resolve("out/run.json")));
  }

  private List<DeadLetter> deadLetters() throws IOException {
    return WrittenDeadLetters.in(temporary.resolve("out/dead-letters"));
  }

  private static String event(String id) {
    return event(id, "\"2026-03-01T12:00:00Z\"");
  }

  private static String event(String id, String time) {
    return "{\"event_time\":" + time + ",\"event_type\":\"sent\",\"message_id\":\"" + id + "\"}";
  }

  private static byte[] gzip(byte[]... contents) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (byte[] content : contents) {
        out.write(content);
      }
    }
    return packed.toByteArray();
  }

  /** An event, and four gigabytes of blanks in a file some ten thousand times smaller. */
  private static byte[] bomb() throws IOException {
    byte[][] members = new byte[65][];
    Arrays.fill(members, gzip(utf8(" ".repeat(64 << 20))));
    members[0] = gzip(utf8(event("g") + "\n"));
    return gzip(members);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] cut(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  /** One file of each kind, each readable one with at least one event of a telling id. */
  private Path folderOfEverything() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("logs"));
    Files.writeString(
        folder.resolve("broken-line.ndjson"), event("b1") + "\n{\"event_time\":\n" + event("b2"));
    String many = (event("t") + "\n").repeat(5000);
    byte[] packed = gzip(utf8(many));
    Files.write(folder.resolve("truncated.ndjson.gz"), cut(packed, packed.length - 20));
    Files.write(folder.resolve("bomb.ndjson.gz"), bomb());
    Files.writeString(
        folder.resolve("deep.ndjson"),
        event("d1") + "\n{\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}\n" + event("d2"));
    Files.writeString(
        folder.resolve("number.ndjson"),
        event("n1")
            + "\n"
            + event("n2").replace("}", ",\"price_usd\":" + "9".repeat(10_000) + "}")
            + "\n"
            + event("n3"));
    Files.writeString(
        folder.resolve("twice.ndjson"),
        event("k1") + "\n" + event("k2").replace("}", ",\"message_id\":\"k3\"}"));
    Files.writeString(
        folder.resolve("nan.ndjson"),
        event("f1") + "\n" + event("f2").replace("}", ",\"price_usd\":NaN}"));
    Files.writeString(
        folder.resolve("bom.ndjson"), "\ufeff" + event("o1") + "\r\n" + event("o2") + "\r\n");
    byte[] invalid = utf8(event("u?"));
    invalid[new String(invalid, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xFF;
    Files.write(folder.resolve("invalid-utf8.ndjson"), invalid);
    Files.writeString(
        folder.resolve("times.ndjson"),
        event("e1") + "\n" + event("e2", "0") + "\n" + event("e3", "\"9999-12-31T23:59:59Z\""));
    Files.createFile(folder.resolve("empty.ndjson"));
    Files.createFile(folder.resolve("empty.parquet"));
    Files.createSymbolicLink(folder.resolve("dangling.ndjson"), temporary.resolve("nowhere"));
    Files.write(
        folder.resolve("photo.jpg"),
        new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0, 0, 16, 'J', 'F', 'I', 'F'});
    Path good =
        EventFiles.writeEvents(
            folder.resolve("good.parquet"),
            List.of(
                SmsEvent.ofMicros(1_772_366_400_000_000L, EventType.SENT).messageId("p1").build()));
    byte[] parquet = Files.readAllBytes(good);
    Files.write(folder.resolve("truncated.parquet"), cut(parquet, parquet.length / 2));
    byte[] corrupt = parquet.clone();
    Arrays.fill(corrupt, 4, corrupt.length / 2, (byte) 7);
    Files.write(folder.resolve("corrupt.parquet"), corrupt);
    ForeignParquet.withColumns("required int64 order_id", "required double total")
        .write(
            folder.resolve("orders.parquet"),
            List.of(ForeignParquet.row("order_id", 1L, "total", 9.5)));
    return folder;
  }

  /** What is no file, or not of this folder; to open the pipe would wait for ever. */
  private void addSpecialEntries(Path folder) throws IOException, InterruptedException {
    Process mkfifo =
        new ProcessBuilder("mkfifo", folder.resolve("pipe.ndjson").toString()).inheritIO().start();
    assertThat(mkfifo.waitFor()).isZero();
    try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      socket.bind(UnixDomainSocketAddress.of(folder.resolve("socket")));
    }
    Files.createSymbolicLink(folder.resolve("device.log"), Path.of("/dev/zero"));
    Files.createSymbolicLink(folder.resolve("loop"), folder);
    Files.createSymbolicLink(folder.resolve("up"), folder.getParent());
    Path outside = Files.writeString(temporary.resolve("outside.ndjson"), event("x"));
    Files.createSymbolicLink(folder.resolve("outside.ndjson"), outside);
    Files.createSymbolicLink(folder.resolve("alias.ndjson"), folder.resolve("bom.ndjson"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"batch", "streaming"})
  @Timeout(120)
  void neitherHangsOnWhatIsNoFileNorReadsWhatLiesOutside(String mode)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(temporary.resolve("logs"));
    Files.writeString(folder.resolve("bom.ndjson"), "\ufeff" + event("o1") + "\r\n");
    addSpecialEntries(folder);

    Run run = detect(folder, "--mode=" + mode);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(report().records()).isEqualTo(new RunReport.Records(7, 1, 0, 6));
    assertThat(deadLetters())
        .extracting(letter -> letter.fileOrTopic().replaceAll(".*/", "") + " " + letter.reason())
        .containsExactlyInAnyOrder(
            "pipe.ndjson cannot be opened: it is a pipe, a socket or a device, and not a file",
            "socket cannot be opened: it is a pipe, a socket or a device, and not a file",
            "device.log is a link that leads out of the input",
            "loop is a link back to a folder that holds it",
            "up is a link back to a folder that holds it",
            "outside.ndjson is a link that leads out of the input");
  }

  @Test
  void readsWhatCanBeReadAndAccountsForTheRest() throws IOException {
    Run run = detect(folderOfEverything());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
    List<DeadLetter> dead = deadLetters();
    RunReport.Records records = report().records();
    assertThat(records.dead()).isEqualTo(dead.size());
    assertThat(records.read()).isEqualTo(records.decoded() + records.skipped() + records.dead());
    assertThat(records.decoded())
        .as("the others', and what comes before the end of the truncated file")
        .isBetween(READABLE_EVENTS + 1000, READABLE_EVENTS + 5000);
    assertThat(dead)
        .extracting(letter -> letter.fileOrTopic().replaceAll(".*/", ""))
        .containsExactlyInAnyOrder(
            "broken-line.ndjson",
            "truncated.ndjson.gz",
            "bomb.ndjson.gz",
            "deep.ndjson",
            "number.ndjson",
            "twice.ndjson",
            "nan.ndjson",
            "times.ndjson",
            "times.ndjson",
            "empty.parquet",
            "dangling.ndjson",
            "photo.jpg",
            "truncated.parquet",
            "corrupt.parquet",
            "orders.parquet");
    assertThat(dead).allMatch(letter -> letter.position() != null && !letter.reason().isBlank());
    assertThat(run.out())
        .contains("15 dead letters", "dangling.ndjson, file: cannot be opened", "and 5 more");
  }

  @Test
  void failsWhereNothingCanBeRead() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("logs"));
    Files.write(folder.resolve("photo.jpg"), new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF});
    Files.createSymbolicLink(folder.resolve("dangling.ndjson"), temporary.resolve("nowhere"));

    Run run = detect(folder);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err()).contains("detect failed: no record of the input could be read");
    assertThat(run.out())
        .contains("photo.jpg, line 1: no format recognises it", "cannot be opened");
    assertThat(deadLetters()).hasSize(2);
  }

  @Test
  void refusesAFolderWithoutFiles() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("logs/deeper"));

    Run run = detect(folder);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).contains("there is no file to read in " + folder);
    assertThat(temporary.resolve("out")).doesNotExist();
  }

  @Test
  void readsStreamingWhatItReadsInBatch() throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("logs"));
    String surprising = event("a1").replace("}", ",\"colour\":\"red\",\"size\":{}}");
    Files.writeString(folder.resolve("a.ndjson"), surprising + "\n{\n");
    Files.createSymbolicLink(folder.resolve("dangling.parquet"), temporary.resolve("nowhere"));

    Run run = detect(folder, "--mode=streaming");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.DONE);
    assertThat(report().records()).isEqualTo(new RunReport.Records(3, 1, 0, 2));
    assertThat(report().unknownFields()).containsExactly(Map.entry("canonical", 2L));
    assertThat(run.out()).contains("Ignored 2 fields that canonical does not have");
  }
}
