package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.run.DetectOutcome;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.RunReport;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.input.live.TopicStart;
import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.jobs.settings.SettingsProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DetectCommandTest {
  private static final List<String> FORMATS = List.of("canonical", "cloudtrail", "mapped:NAME");

  @TempDir private Path temporary;
  private final List<DetectOptions> runs = new ArrayList<>();

  private DetectCommand.PreparedRun finds(DetectOptions options) {
    return progress -> {
      runs.add(options);
      return Optional.of(outcome(options));
    };
  }

  private static DetectOutcome outcome(DetectOptions options) {
    return new DetectOutcome(
        new RunReport(
            options.runId(),
            "0123456789abcdef",
            options.mode().toString(),
            options.parallelism(),
            Instant.parse("2026-01-05T13:00:00Z"),
            1.0,
            new RunReport.Records(2, 2, 0, 0),
            new RunReport.Events(2, 2, 0, 0),
            "off: by the settings",
            Map.of("cloudtrail", 2L),
            Map.of(),
            0,
            0,
            new RunReport.Findings(0, 1, Map.of("burst", 1L)),
            2.0,
            List.of()),
        1,
        0,
        "dead-letters",
        "late-events",
        List.of(),
        Map.of(Severity.HIGH, 1L),
        List.of());
  }

  private CommandLineRun detect(String... arguments) {
    return CommandLineRun.of(new DetectCommand(FORMATS, this::finds), arguments);
  }

  private String out() {
    return temporary.resolve("out").toString();
  }

  private Path logs() throws IOException {
    return Files.createDirectories(temporary.resolve("logs"));
  }

  @Test
  void takesEveryOption() throws IOException {
    Path settings = Files.writeString(temporary.resolve("pumpwatch.yaml"), "");
    Path more = Files.writeString(temporary.resolve("more.json"), "{}");

    CommandLineRun run =
        detect(
            "detect",
            "--input=" + logs(),
            "--input=" + more,
            "--format=cloudtrail",
            "--settings=" + settings,
            "--output=" + out(),
            "--from=2026-01-05",
            "--to=2026-01-05T13:00:00Z",
            "--parallelism=3",
            "--mode=Batch");

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
    DetectOptions options = runs.get(0);
    assertThat(options)
        .isEqualTo(
            new DetectOptions(
                options.runId(),
                new InputSelection(
                    List.of(PathText.parse(logs().toString()), PathText.parse(more.toString())),
                    "cloudtrail",
                    Instant.parse("2026-01-05T00:00:00Z"),
                    Instant.parse("2026-01-05T13:00:00Z")),
                settings,
                new OutputDirectory(PathText.parse(out())),
                3,
                RunMode.BATCH));
    assertThat(options.input().bundledSample()).isFalse();
  }

  @Test
  void takesTopics() throws IOException {
    Path properties = Files.writeString(temporary.resolve("client.properties"), "");

    CommandLineRun run =
        detect(
            "detect",
            "--output=" + out(),
            "--kafka-brokers=one:9092,two:9092",
            "--kafka-topic=receipts=twilio-events",
            "--kafka-topic=logins",
            "--kafka-properties=" + properties,
            "--start=Latest",
            "--until-latest",
            "--dead-letter-topic=dead",
            "--late-events-topic=late");

    assertThat(run.err()).isEmpty();
    assertThat(runs.get(0).live())
        .isEqualTo(
            new LiveSelection(
                List.of("one:9092", "two:9092"),
                List.of(new TopicLogs("receipts", "twilio-events"), new TopicLogs("logins", null)),
                properties,
                new TopicStart(TopicStart.Place.LATEST, null),
                true,
                null,
                "dead",
                "late"));
  }

  @Test
  void takesHistoryAndTopicsThatMeetAtASeam() throws IOException {
    detect(
        "detect",
        "--output=" + out(),
        "--input=" + logs(),
        "--kafka-brokers=one:9092",
        "--kafka-topic=logins",
        "--seam=2026-01-05");

    assertThat(runs.get(0).live().seam()).isEqualTo(Instant.parse("2026-01-05T00:00:00Z"));
    assertThat(runs.get(0).live().start()).isNull();
  }

  static Stream<Arguments> unsoundTopics() {
    String kafka = "--kafka-brokers=one:9092 --kafka-topic=logins ";
    return Stream.of(
        Arguments.of("--kafka-topic=logins", "--kafka-topic needs --kafka-brokers"),
        Arguments.of("--kafka-brokers=one:9092", "--kafka-brokers needs --kafka-topic"),
        Arguments.of("--until-latest", "--until-latest needs --kafka-topic"),
        Arguments.of("--start=latest", "--start needs --kafka-topic"),
        Arguments.of("--dead-letter-topic=dead", "--dead-letter-topic needs --kafka-topic"),
        Arguments.of("--late-events-topic=late", "--late-events-topic needs --kafka-topic"),
        Arguments.of("--seam=2026-01-05 --input=LOGS", "--seam needs --kafka-topic"),
        Arguments.of(kafka + "--seam=2026-01-05", "--seam needs --input: without it"),
        Arguments.of(kafka + "--input=LOGS", "--input and --kafka-topic together need --seam"),
        Arguments.of(
            kafka + "--input=LOGS --seam=2026-01-05 --start=latest",
            "--start and --seam: the seam says"),
        Arguments.of(
            kafka + "--input=LOGS --seam=2026-01-05 --from=2026-01-05",
            "--from must be before --seam"),
        Arguments.of(
            kafka + "--input=LOGS --seam=2026-01-05 --to=2026-01-05", "--seam must be before --to"),
        Arguments.of(kafka + "--mode=batch", "--mode batch is for files"),
        Arguments.of(kafka + "--kafka-topic=logins=acs", "--kafka-topic logins is named twice"),
        Arguments.of(kafka + "--kafka-topic==acs", "'=acs' is not NAME or NAME=FORMAT"),
        Arguments.of(kafka + "--kafka-topic=a/b", "--kafka-topic a/b is not the name of a topic"),
        Arguments.of(kafka + "--late-events-topic=a:b", "--late-events-topic a:b is not the name"),
        Arguments.of(kafka + "--dead-letter-topic=logins", "--dead-letter-topic logins is read"),
        Arguments.of(kafka + "--start=yesterday", "'yesterday' is neither an instant"),
        Arguments.of(kafka + "--kafka-properties=none", "there is no such file"),
        Arguments.of(
            "--kafka-brokers=one --kafka-topic=logins", "--kafka-brokers one is not HOST:PORT"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsoundTopics")
  void refusesTopicsThatMakeNoSense(String options, String problem) throws IOException {
    String[] arguments =
        ("detect --output=OUT " + options)
            .replace("OUT", out())
            .replace("LOGS", logs().toString())
            .split(" ");

    CommandLineRun run = detect(arguments);

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).anySatisfy(line -> assertThat(line).contains(problem));
    assertThat(runs).isEmpty();
  }

  @Test
  void readsTheBundledSampleWhereNothingIsNamed() {
    detect("detect", "--output", out());

    DetectOptions options = runs.get(0);
    assertThat(options.input()).isEqualTo(new InputSelection(List.of(), null, null, null));
    assertThat(options.input().bundledSample()).isTrue();
    assertThat(options.settings()).isNull();
    assertThat(options.parallelism()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(options.mode()).isEqualTo(RunMode.AUTO);
  }

  @Test
  void leavesItsReportAndTellsWhatItFound() throws IOException {
    CommandLineRun run = detect("detect", "--output", out());

    assertThat(run.out())
        .contains("Findings 1, of which 0 still open at the end of the input", "  high 1");
    assertThat(RunReport.ofJson(Files.readString(temporary.resolve("out/run.json"))).runId())
        .isEqualTo(runs.get(0).runId());
  }

  @Test
  void saysThatItReplacesAnEarlierRun() {
    detect("detect", "--output", out());
    CommandLineRun again = detect("detect", "--output", out());

    assertThat(again.err())
        .containsExactly("Replacing run " + runs.get(0).runId() + " in " + out());
    assertThat(runs).hasSize(2);
  }

  @Test
  void listsEveryProblemAtOnceAndWritesNothing() throws IOException {
    Path precious = Files.createDirectories(temporary.resolve("out")).resolve("precious");
    Files.writeString(precious, "x");

    CommandLineRun run =
        detect(
            "detect",
            "--input=" + temporary.resolve("missing"),
            "--format=cloudtrial",
            "--settings=" + temporary.resolve("missing.yaml"),
            "--output=" + out(),
            "--from=monday",
            "--parallelism=0",
            "--mode=fast",
            "--colour");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .containsExactlyInAnyOrder(
            "Invalid value for option '--from': 'monday' is neither an instant such as"
                + " 2026-01-05T13:00:00Z nor a day such as 2026-01-05",
            "Invalid value for option '--mode': expected one of [AUTO, BATCH, STREAMING]"
                + " (case-insensitive) but was 'fast'",
            "Unknown option: '--colour'",
            "Invalid value for option '--format': 'cloudtrial' (did you mean cloudtrail?)",
            "--input " + temporary.resolve("missing") + ": there is no such file or folder",
            "--settings " + temporary.resolve("missing.yaml") + ": there is no such file",
            "--parallelism must be at least 1, is 0",
            "--output " + out() + " is not empty; it is left as it is",
            "See pumpwatch detect --help");
    assertThat(precious).hasContent("x");
    assertThat(runs).isEmpty();
  }

  @Test
  void aMappedLogHasAnyName() {
    assertThat(detect("detect", "--output", out(), "--format=mapped:otp-service").exitCode())
        .isZero();
    assertThat(runs.get(0).input().format()).isEqualTo("mapped:otp-service");
    assertThat(detect("detect", "--output", out(), "--format=mapped:").exitCode())
        .isEqualTo(ExitCodes.REFUSED);
  }

  @Test
  void refusesSpansWithoutEvents() {
    assertThat(detect("detect", "--output", out(), "--from=2026-01-05", "--to=2026-01-05").err())
        .startsWith("--from must be before --to: no event would be taken");
  }

  @Test
  void refusesPathsThatAreNone() {
    CommandLineRun run = detect("detect", "--output=a\u0000b", "--input=c\u0000d");
    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err().get(0)).startsWith("Invalid value for option '--output'");

    CommandLineRun unknown = detect("detect", "--output=nosuchsystem://host/out");
    assertThat(unknown.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(unknown.err().get(0)).startsWith("--output nosuchsystem://host/out: ");
  }

  @Test
  void refusesToReadWhatItWrites() throws IOException {
    String input = logs().toString();
    assertThat(detect("detect", "--input", input, "--output", input + "/out").err().get(0))
        .contains("lies in the input folder");
    assertThat(detect("detect", "--input", input, "--output", temporary.toString()).err().get(0))
        .contains("lies in the output folder, which the run replaces");
  }

  @Test
  void keepsEarlierResultsWhereTheSettingsAreRefused() throws IOException {
    detect("detect", "--output", out());
    String report = Files.readString(temporary.resolve("out/run.json"));
    DetectCommand refused =
        new DetectCommand(
            FORMATS,
            options -> {
              throw new SettingsException(
                  List.of(
                      new SettingsProblem("a.yaml", 3, "floor", "must be at least 1, is 0"),
                      new SettingsProblem("a.yaml", 5, "flor", "unknown key")));
            });

    CommandLineRun run = CommandLineRun.of(refused, "detect", "--output", out(), "--stack-trace");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err())
        .containsExactly(
            "a.yaml:3: floor: must be at least 1, is 0", "a.yaml:5: flor: unknown key");
    assertThat(temporary.resolve("out/run.json")).hasContent(report);
  }

  @Test
  void leavesARunToTheClusterItWasHandedTo() throws IOException {
    DetectCommand detached = new DetectCommand(FORMATS, options -> progress -> Optional.empty());

    CommandLineRun run = CommandLineRun.of(detached, "detect", "--output", out());

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).containsExactly("The run goes on without us and writes to " + out());
    assertThat(temporary.resolve("out/run.json")).content().doesNotContain("wall_seconds");
  }

  @Test
  void saysInOneLineWhyARunFailed() {
    DetectCommand failing =
        new DetectCommand(
            FORMATS,
            options ->
                progress -> {
                  throw new IllegalStateException(
                      "Job execution failed", new IOException("disk\u001b[1m full"));
                });

    CommandLineRun run = CommandLineRun.of(failing, "detect", "--output", out());
    assertThat(run.exitCode()).isEqualTo(ExitCodes.FAILED);
    assertThat(run.err())
        .containsExactly(
            "detect failed: Job execution failed: disk\ufffd[1m full",
            "(--stack-trace shows where)");

    assertThat(CommandLineRun.of(failing, "detect", "--output", out(), "--stack-trace").err())
        .anyMatch(line -> line.startsWith("Caused by: java.io.IOException"));
    assertThat(CommandLineRun.of(failing, "--stack-trace", "detect", "--output", out()).err())
        .anyMatch(line -> line.startsWith("Caused by: java.io.IOException"));
    assertThat(
            CommandLineRun.of(Map.of("PUMPWATCH_DEBUG", "1"), failing, "detect", "--output", out())
                .err())
        .anyMatch(line -> line.startsWith("Caused by: java.io.IOException"));
  }
}
