package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.CheckCommand;
import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.input.history.EventFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckJobTest {
  private static final String LINE =
      "198.51.100.7 - - [01/Mar/2026:12:00:00 +0000] \"%s HTTP/1.1\" %d 1 \"-\" \"%s\"\n";

  @TempDir private Path folder;
  private String out;
  private String err;

  private int check(String... arguments) {
    StringWriter results = new StringWriter();
    StringWriter messages = new StringWriter();
    String[] all = new String[arguments.length + 1];
    all[0] = "check";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    int exitCode =
        PumpwatchCommand.with(
                Map.of(), List.of(new CheckCommand(List.of("canonical"), new CheckJob())))
            .setOut(new PrintWriter(results, true))
            .setErr(new PrintWriter(messages, true))
            .execute(all);
    out = results.toString();
    err = messages.toString();
    return exitCode;
  }

  private static String request(String request, int status) {
    return String.format(LINE, request, status, "agent");
  }

  private void file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void looksAtTheBundledSampleWhereNothingIsNamed() {
    assertThat(check()).isEqualTo(ExitCodes.DONE);
    assertThat(err.lines()).as("progress alone").allMatch(line -> line.contains(" a second, "));
    assertThat(out)
        .contains(
            "Looked into 6 of 6 files",
            "access-log\n",
            "canonical-parquet\n",
            "cloudtrail\n",
            "sns-delivery\n",
            "twilio-events\n",
            "twilio-verify\n",
            "POST /shop/v1/login/otp\n",
            "tenants bank, shop: codes that come back carry no destination");
    assertThat(out.lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void showsHowRequestsWereRead() throws IOException {
    file(
        "web/access.log",
        request("POST /otp", 200).repeat(3)
            + request("POST /users/4711/verify", 200)
            + request("POST /users/4712/verify", 200)
            + request("GET /users/4711/verify", 200)
            + request("POST /verify", 302)
            + request("POST /basket", 200)
            + request("GET /", 200));

    assertThat(check("--input=" + folder)).isEqualTo(ExitCodes.DONE);

    assertThat(out)
        .containsSubsequence(
            "9, in 1 file: 5 decoded, 4 not about",
            "requested 3, verified 2",
            "read as send",
            "3 POST /otp\n",
            "read as success",
            "2 POST /users/*/verify\n",
            "ignored",
            "1 GET /users/*/verify\n",
            "1 POST /basket\n",
            "1 POST /verify (302)\n")
        .doesNotContain("GET /\n");
  }

  @Test
  void tellsHowOftenFieldsAreFilled() throws IOException {
    EventFiles.writeEvents(
        folder.resolve("events.parquet"),
        List.of(
            SmsEvent.ofMicros(1_772_366_400_000_000L, EventType.SENT)
                .tenant("shop")
                .flow("login_otp")
                .destination("+12025550143")
                .build(),
            SmsEvent.ofMicros(1_772_366_460_000_000L, EventType.SENT).tenant("shop").build()));

    assertThat(check("--input=" + folder)).isEqualTo(ExitCodes.DONE);

    assertThat(out)
        .contains(
            "flow 50%, destination 50%",
            "2026-03-01 12:00 to 2026-03-01 12:01 UTC",
            "shop    login_otp     1      1         0",
            "shop    -             1      1         0",
            "tenant shop: no send carries a client address");
  }

  @Test
  void readsNoMoreOfAFileThanAsked() throws IOException {
    file("a.log", request("POST /otp", 200).repeat(100));
    file("b.log", request("POST /otp", 200));

    check("--input=" + folder, "--records=10");

    assertThat(out)
        .startsWith("Looked into 2 of 2 files: 11 records, of 1 file only the beginning");
  }

  @Test
  void saysWhyFilesCannotBeReadWithoutObeyingThem() throws IOException {
    file("good.log", request("POST /otp", 200));
    file("bad.ndjson", "{\"event_time\":\"2026-03-01T12:00:00Z\",\"event_type\":\"s\u001b[2Jnt\"}");
    Files.createSymbolicLink(folder.resolve("dangling.log"), folder.resolve("nowhere"));
    file("evil.log", request("POST /otp\u001b[31m", 200));

    assertThat(check("--input=" + folder)).isEqualTo(ExitCodes.DONE);

    assertThat(out)
        .contains("Not recognised", "bad.ndjson, line 1: no", "cannot be opened", "/otp\ufffd[31m")
        .doesNotContain("\u001b");
  }

  @Test
  void failsWhereNothingCanBeRead() throws IOException {
    file("photo.jpg", "\u00ff\u00d8JFIF");

    assertThat(check("--input=" + folder)).isEqualTo(ExitCodes.FAILED);

    assertThat(out)
        .containsSubsequence("photo.jpg, line 1: no", "format recognises it")
        .containsSubsequence("all tenants: no row is a send", "every pattern is blind");
    assertThat(err).contains("check failed: no record of the input could be read");
  }

  @Test
  void refusesWhatCannotBeMeant() {
    assertThat(check("--input=" + folder.resolve("missing"), "--records=0", "--format=canonicle"))
        .isEqualTo(ExitCodes.REFUSED);
    assertThat(err)
        .contains(
            "there is no such file or folder",
            "--records must be at least 1, is 0",
            "did you mean canonical?");
  }

  @Test
  void refusesAFolderWithoutFiles() {
    assertThat(check("--input=" + folder)).isEqualTo(ExitCodes.REFUSED);
    assertThat(err).contains("there is no file to read in ");
  }
}
