package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.InputLimits;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipLogsTest {
  private static final String LINES =
      IntStream.range(0, 5000).mapToObj(GzipLogsTest::event).collect(Collectors.joining("\n"));

  private static String event(int id) {
    return json(
        "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent','message_id':'"
            + Integer.toHexString(id * 0x9E3779B1)
            + "'}");
  }

  private static byte[] gzip(String text) {
    return gzip(text.getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }

  @Test
  void isRecognisedByContent() {
    ReadLog read = ReadLog.of(gzip(LINES), null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters()).isEmpty();
  }

  @Test
  void membersFollowOneAnotherEvenInsideALine() {
    String first = LINES.substring(0, LINES.length() / 2);
    String second = LINES.substring(LINES.length() / 2);
    ReadLog read = ReadLog.of(joined(gzip(first), gzip(""), gzip(second)), null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters()).isEmpty();
  }

  @Test
  void manyEmptyMembersDoNoHarm() {
    byte[] empty = gzip("");
    byte[][] parts = new byte[20_001][];
    Arrays.fill(parts, empty);
    parts[20_000] = gzip(event(1));
    assertThat(ReadLog.of(joined(parts), null).events()).hasSize(1);
  }

  @Test
  void whatWasReadOfATruncatedFileStaysRead() {
    byte[] whole = gzip(LINES);
    ReadLog read = ReadLog.of(Arrays.copyOf(whole, whole.length / 2), null);
    assertThat(read.events()).hasSizeGreaterThan(1000);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("the gzip data ends in the middle"));
  }

  @Test
  void aFileTruncatedInItsTrailerIsToldToo() {
    byte[] whole = gzip(LINES + "\n");
    ReadLog read = ReadLog.of(Arrays.copyOf(whole, whole.length - 1), null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("the gzip data ends in the middle"));
  }

  @Test
  void aDamagedFileIsTold() {
    byte[] bytes = gzip(LINES + "\n");
    bytes[bytes.length - 6] ^= 1;
    ReadLog read = ReadLog.of(bytes, null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().startsWith("the gzip data is damaged"));
  }

  @Test
  void bytesAfterTheLastMemberAreTold() {
    byte[] tail = "tail".getBytes(StandardCharsets.UTF_8);
    ReadLog read = ReadLog.of(joined(gzip(LINES + "\n"), tail), null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("bytes that are not gzip follow the gzip data"));
  }

  @Test
  void gzipInsideGzipIsReadAsFirehoseWritesIt() {
    String first = LINES.substring(0, LINES.length() / 2);
    String second = LINES.substring(LINES.length() / 2);
    ReadLog read = ReadLog.of(gzip(joined(gzip(first), gzip(second))), null);
    assertThat(read.events()).hasSize(5000);
    assertThat(read.deadLetters()).isEmpty();
  }

  @Test
  void whatWasReadOfTruncatedGzipInsideGzipStaysRead() {
    byte[] whole = gzip(gzip(LINES));
    ReadLog read = ReadLog.of(Arrays.copyOf(whole, whole.length / 2), null);
    assertThat(read.events()).hasSizeGreaterThan(1000);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().equals("the gzip data ends in the middle"));
  }

  @Test
  void gzipInsideGzipWithoutEndIsRefused() {
    byte[] bytes = gzip(event(1) + "\n");
    for (int layer = 0; layer < 20; layer++) {
      bytes = gzip(bytes);
    }
    assertThat(ReadLog.of(bytes, null).deadLetters())
        .singleElement()
        .matches(
            letter -> letter.reason().contains("gzip inside gzip more than 3 times over"), "told");
  }

  @Test
  void whatOnlyLooksLikeGzipIsTold() {
    assertThat(ReadLog.of(new byte[] {0x1F, (byte) 0x8B, 1, 2, 3}, null).deadLetters())
        .singleElement()
        .matches(letter -> letter.reason().contains("bytes that are not gzip"), "told");
  }

  /** Four gigabytes, stored ten-thousandfold smaller. */
  @Test
  void aFileThatExpandsWithoutEndIsCutOffAtTheLimit() {
    byte[] blanks = gzip(" ".repeat(64 << 20));
    byte[][] members = new byte[65][];
    Arrays.fill(members, blanks);
    members[0] = gzip(event(1) + "\n");
    byte[] bomb = gzip(joined(members));
    assertThat(bomb.length).as("stored bytes").isLessThan((int) ((4L << 30) / 10_000));
    ReadLog read = ReadLog.of(bomb, null);
    assertThat(read.events()).hasSize(1);
    assertThat(read.deadLetters())
        .singleElement()
        .matches(
            letter ->
                letter.reason().equals("the gzip data expands to more than 200 times its size"));
  }

  @Test
  void whatComesBeforeTheLimitIsRead() {
    String line = event(7) + "\n";
    int lines = (1 << 20) / line.length();
    ReadLog read =
        ReadLog.of(
            gzip(line.repeat(2 * lines)), null, withGzipRatio(2, (long) lines * line.length()));
    assertThat(read.events()).hasSize(lines);
    assertThat(read.deadLetters()).hasSize(1);
  }

  private static InputSettings withGzipRatio(int ratio, long appliesFromBytes) {
    InputSettings plain = InputSettings.defaults();
    InputLimits limits = plain.limits();
    return new InputSettings(
        plain.mappings(),
        plain.shippedMappings(),
        plain.web(),
        plain.cloudTrail(),
        plain.mapped(),
        plain.clientAddress(),
        new InputLimits(
            limits.maxRecordBytes(),
            limits.maxJsonDepth(),
            limits.maxJsonStringCharacters(),
            limits.maxJsonNumberCharacters(),
            limits.maxFieldCharacters(),
            limits.deadLetterRawBytes(),
            ratio,
            appliesFromBytes));
  }

  @Test
  void theRatioDoesNotMatterBelowItsFloor() {
    byte[] bytes = gzip(event(1) + "\n" + " ".repeat(50 << 20));
    assertThat(ReadLog.of(bytes, null, withGzipRatio(50, 1 << 20)).deadLetters()).hasSize(1);
    assertThat(ReadLog.of(bytes, null).deadLetters()).isEmpty();
  }
}
