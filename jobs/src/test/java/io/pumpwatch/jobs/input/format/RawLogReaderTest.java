package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawLogReaderTest {
  private static final String A = event("a");
  private static final String B = event("b");
  private static final String C = event("c");
  private static final String CLOUDTRAIL =
      json(
          "{'eventTime':'2025-03-01T12:00:00Z','eventSource':'sns.amazonaws.com',"
              + "'eventName':'Publish','responseElements':{'messageId':'trail'}}");
  private static final String ACCESS =
      "203.0.113.9 - - [01/Mar/2025:12:00:00 +0000] \"POST /otp HTTP/1.1\" 200 1 \"-\" \"a\"";

  private static String event(String id) {
    return json(
        "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent','message_id':'"
            + id
            + "','tenant':'acme','note':{'text':']:,[ \\\\ \\' '}}");
  }

  private static String pretty(String record) {
    return record.replace("{", "{\n  ").replace(",\"", ",\n  \"").replace("}", "\n}");
  }

  static List<Arguments> framings() {
    return List.of(
        Arguments.of("lines", A + "\n" + B + "\n" + C + "\n"),
        Arguments.of("no newline at the end", A + "\n" + B + "\n" + C),
        Arguments.of("Windows lines", A + "\r\n" + B + "\r\n" + C + "\r\n"),
        Arguments.of("blank lines", "\n\n" + A + "\n  \n" + B + "\n\r\n" + C + "\n\n"),
        Arguments.of("a byte order mark", "\uFEFF" + A + "\n" + B + "\n\uFEFF" + C),
        Arguments.of("commas after lines", A + ",\n" + B + ",\n" + C + ",\n"),
        Arguments.of("nothing between", A + B + C),
        Arguments.of("a list", "[" + A + "," + B + "," + C + "]"),
        Arguments.of("a list over lines", "[\n" + A + ",\n" + B + ",\n" + C + "\n]\n"),
        Arguments.of("a pretty list", "[\n" + pretty(A) + ",\n" + pretty(B + "," + C) + "\n]\n"),
        Arguments.of("two lists", "[" + A + "]\n[]\n[" + B + "," + C + "]"),
        Arguments.of("an envelope", "{\"Records\":[" + A + "," + B + "," + C + "]}"),
        Arguments.of(
            "an envelope with more in it",
            "{\"v\":{\"Records\":[1]},\"Records\" : [\n" + A + "," + B + "],\"w\":[{}]}\n" + C),
        Arguments.of(
            "two envelopes", "{\"Records\":[" + A + "]}{\"Records\":[" + B + "," + C + "]}"),
        Arguments.of("pretty documents", pretty(A) + "\n" + pretty(B) + "\n\n" + pretty(C)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("framings")
  void readsRecordsWhateverHoldsThem(String name, String log) {
    for (String format : new String[] {null, "canonical"}) {
      ReadLog read = ReadLog.of(log, format);
      assertThat(read.messageIds()).containsExactly("a", "b", "c");
      assertThat(read.records()).isEqualTo(3);
    }
  }

  static List<Arguments> damages() {
    String unclosed = A.substring(0, A.length() - 2);
    String openString = A.substring(0, A.indexOf("2025") + 4);
    return List.of(
        Arguments.of("not JSON", A + "\nnonsense\n" + C, "line 2"),
        Arguments.of("a line cut off", A + "\n" + unclosed + "\n" + C, "line 2"),
        Arguments.of("a line cut in a text", A + "\n" + openString + "\n" + C, "line 2"),
        Arguments.of("a line cut after a colon", A + "\n{\"event_time\":\n" + C + "\n", "line 2"),
        Arguments.of("a line cut in a list", A + "\n{\"x\":[1,\n" + C + "\n", "line 2"),
        Arguments.of("a missing comma", A + "\n" + B.replace(",", " ") + "\n" + C, "line 2"),
        Arguments.of("a bad literal", A + "\n{\"event_time\":nope}\n" + C, "line 2"),
        Arguments.of("a line too many", A + "\n}\n" + C, "line 2"),
        Arguments.of("nesting", A + "\n" + "{\"x\":".repeat(10_000) + "\n" + C, "line 2"),
        Arguments.of("nested lists", A + "\n" + "[".repeat(10_000) + "\n" + C, "line 2"),
        Arguments.of("the last line cut off", A + "\n" + C + "\n" + unclosed, "line 3"),
        Arguments.of(
            "pretty, with a comma missing",
            pretty(A) + "\n" + "{\n  \"x\": 1\n  \"y\": 2\n}\n" + pretty(C),
            "line " + (pretty(A).lines().count() + 1)),
        Arguments.of(
            "pretty, cut off",
            pretty(A) + "\n{\n  \"x\": {\n" + pretty(C),
            "line " + (pretty(A).lines().count() + 1)),
        Arguments.of(
            "in a list, with a comma missing",
            "[" + A + ",{\"x\":1 \"y\":2}," + C + "]",
            "record 2 at byte " + (A.length() + 2)),
        Arguments.of(
            "in a list, with a quote missing",
            "[" + A + ",{\"x\":\"1}," + C + "]",
            "record 2 at byte " + (A.length() + 2)),
        Arguments.of(
            "in a list, no object",
            "[" + A + ",5," + C + "]",
            "record 2 at byte " + (A.length() + 2)),
        Arguments.of(
            "in an envelope, with a list in it",
            "{\"Records\":[" + A + ",{\"x\":[1 2]}," + C + "]}",
            "record 2 at byte " + (A.length() + 13)),
        Arguments.of(
            "a list that does not end",
            "[" + A + "," + C,
            "record 3 at byte " + (A.length() + C.length() + 2)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damages")
  void aDamagedRecordCostsItselfOnly(String name, String log, String position) {
    for (String format : new String[] {null, "canonical"}) {
      ReadLog read = ReadLog.of(log, format);
      assertThat(read.messageIds()).containsExactly("a", "c");
      assertThat(read.deadLetters())
          .singleElement()
          .satisfies(
              letter -> {
                assertThat(letter.position()).isEqualTo(position);
                assertThat(letter.fileOrTopic()).isEqualTo(ReadLog.FILE);
                assertThat(letter.format()).isEqualTo("canonical");
              });
    }
  }

  @Test
  void anUnclosedNestedListInAListLosesNothingAfterIt() {
    String log =
        "{\"Records\":[" + A + ",{\"x\":[{\"y\":1},{\"z\":2 3}],\"w\":1}," + B + "]}\n" + C;
    ReadLog read = ReadLog.of(log);
    assertThat(read.messageIds()).containsExactly("a", "b", "c");
    assertThat(read.deadLetters()).isNotEmpty();
  }

  @Test
  void readsAListLongerThanAnyRecordMayBe() {
    String list =
        IntStream.range(0, 20_000)
            .mapToObj(i -> event(Integer.toString(i)))
            .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    assertThat(list.length()).isGreaterThan(InputLimits.defaults().maxRecordBytes());
    ReadLog read = ReadLog.of(list);
    assertThat(read.events()).hasSize(20_000);
    assertThat(read.deadLetters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"x\":\"%s\"}", "%s"})
  void aRecordLongerThanTheLimitIsDeadAndCapped(String shape) {
    String record = shape.formatted("x".repeat(3 << 20));
    ReadLog read = ReadLog.of(A + "\n" + record + "\n" + C);
    assertThat(read.messageIds()).containsExactly("a", "c");
    DeadLetter letter = read.deadLetters().get(0);
    assertThat(letter.reason()).isEqualTo("it is longer than 1048576 bytes");
    assertThat(letter.rawLength()).isEqualTo(record.length());
    assertThat(letter.raw()).hasSize(InputLimits.defaults().deadLetterRawBytes());
  }

  @Test
  void aTextLongerThanTheLimitOfItsFieldIsDeadButAgentsAreCut() {
    String longText = "x".repeat(2000);
    ReadLog read =
        ReadLog.of(
            event(longText)
                + "\n"
                + A.replace("\"tenant\"", "\"user_agent\":\"" + longText + "\",\"tenant\""));
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("its message_id is longer than 1024"));
    assertThat(read.events()).singleElement().matches(e -> e.userAgent().length() == 1024);
  }

  @Test
  void recognisesEachFileByItsContent() {
    assertThat(ReadLog.of(A).yields().get(0).format()).isEqualTo("canonical");
    assertThat(ReadLog.of(CLOUDTRAIL).yields().get(0).format()).isEqualTo("cloudtrail");
    assertThat(ReadLog.of(ACCESS).yields().get(0).format()).isEqualTo("access-log");
  }

  @Test
  void aRecordOfAnotherFormatIsReadAsThat() {
    ReadLog read = ReadLog.of(A + "\n" + CLOUDTRAIL + "\n" + ACCESS + "\n" + C);
    assertThat(read.yields())
        .extracting(Decoded::format)
        .containsExactly("canonical", "cloudtrail", "access-log", "canonical");
    assertThat(read.deadLetters()).isEmpty();
  }

  @Test
  void aNamedFormatOverridesWhatTheContentSays() {
    ReadLog read = ReadLog.of(A + "\n" + CLOUDTRAIL, "cloudtrail");
    assertThat(read.messageIds()).containsExactly("trail");
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("it has no eventSource and eventName"));
  }

  @Test
  void whatComesBeforeTheFirstRecognisedRecordIsKept() {
    ReadLog read = ReadLog.of("nonsense\n{\"x\":1}\n" + A);
    assertThat(read.messageIds()).containsExactly("a");
    assertThat(read.deadLetters())
        .extracting(DeadLetter::position)
        .containsExactly("line 1", "line 2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense\nmore\n", "{\"x\":1}\n{\"y\":2}", "[1,2]", "\u0000\u0001PAR1"})
  void aFileThatNothingRecognisesIsOneDeadLetter(String log) {
    ReadLog read = ReadLog.of(log);
    assertThat(read.yields()).hasSize(1);
    DeadLetter letter = read.deadLetters().get(0);
    assertThat(letter.format()).isNull();
    assertThat(letter.position()).isEqualTo("line 1");
    assertThat(letter.reason())
        .isEqualTo(
            "no format recognises it; tried "
                + String.join(", ", new LogFormats(InputSettings.defaults()).names()));
  }

  @Test
  void aLongFileThatNothingRecognisesIsNotReadToItsEnd() {
    ReadLog read = ReadLog.of("nonsense\n".repeat(10_000));
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.rawLength() == 100L * "nonsense".length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\r\n  \n", "\uFEFF", "[]", "{\"Records\":[]}"})
  void anEmptyFileYieldsNothing(String log) {
    assertThat(ReadLog.of(log).yields()).isEmpty();
  }

  @Test
  void anUnknownFormatIsRefused() {
    assertThatThrownBy(() -> ReadLog.of(A, "clodtrail"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("there is no log format clodtrail; known: canonical,");
  }

  @Test
  void aFileSystemThatFailsThrows() {
    byte[] some = (A + "\n").getBytes(StandardCharsets.UTF_8);
    InputStream failing =
        new InputStream() {
          private int position;

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            bytes[offset] = (byte) read();
            return 1;
          }

          @Override
          public int read() throws IOException {
            if (position == some.length) {
              throw new IOException("the disk is gone");
            }
            return some[position++];
          }
        };
    assertThatThrownBy(
            () -> {
              var reader =
                  new RawLogFiles(InputSettings.defaults()).open(failing, ReadLog.FILE, null);
              while (reader.next() != null) {}
            })
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
  }

  @Test
  void travelsToOtherMachines() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new RawLogFiles(InputSettings.defaults()));
    }
    try (ObjectInputStream in =
            new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        var reader =
            ((RawLogFiles) in.readObject())
                .open(
                    new ByteArrayInputStream(A.getBytes(StandardCharsets.UTF_8)),
                    ReadLog.FILE,
                    null)) {
      assertThat(reader.next().event().messageId()).isEqualTo("a");
    }
  }
}
