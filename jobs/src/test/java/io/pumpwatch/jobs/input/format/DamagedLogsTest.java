package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Logs damaged at random: whatever the bytes, reading ends and every record is accounted for. */
class DamagedLogsTest {

  /** One change of a byte, or of what stands at it. */
  private record Damage(int kind, int at, byte value) {
    private static final int KINDS = 4;

    byte[] of(byte[] bytes) {
      int position = Math.floorMod(at, Math.max(1, bytes.length));
      byte[] head = Arrays.copyOf(bytes, Math.min(position, bytes.length));
      byte[] tail = Arrays.copyOfRange(bytes, Math.min(position + 1, bytes.length), bytes.length);
      return switch (kind) {
        case 0 -> joined(head, new byte[] {value}, tail);
        case 1 -> joined(head, new byte[] {value, value}, tail);
        case 2 -> joined(head, new byte[0], tail);
        default -> head;
      };
    }

    private static byte[] joined(byte[] head, byte[] middle, byte[] tail) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(head);
      bytes.writeBytes(middle);
      bytes.writeBytes(tail);
      return bytes.toByteArray();
    }
  }

  private static final String CANONICAL =
      json(
          "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent','message_id':'m1',"
              + "'destination':'+12025550143','source_ip':'2001:db8::9','price_usd':0.0064,"
              + "'x':[{},{'y':'\\\\u00e9'}]}");
  private static final String CLOUDTRAIL =
      json(
          "{'eventTime':'2025-03-01T12:00:00Z','eventSource':'cognito-idp.amazonaws.com',"
              + "'eventName':'SignUp','sourceIPAddress':'203.0.113.9',"
              + "'requestParameters':{'clientId':'c1'},'responseElements':null}");
  private static final String SNS =
      json(
          "{'notification':{'messageId':'m2','timestamp':'2025-03-01 12:00:00.27'},"
              + "'delivery':{'mcc':310,'mnc':4,'priceInUSD':0.00645,'dwellTimeMs':100},"
              + "'status':'SUCCESS'}");
  private static final String MESSAGE =
      json(
          "{'type':'com.twilio.messaging.message.sent','data':{'messageSid':'SM1',"
              + "'timestamp':'2025-03-01T12:00:00Z','to':'+12025550143'}}");
  private static final String VERIFICATION =
      json(
          "{'type':'com.twilio.accountsecurity.verify.verification.approved',"
              + "'time':'2025-03-01T12:00:00Z','data':{'verification_sid':'VE1',"
              + "'send_code_attempts':{'attempts':[{'time':'2025-03-01T11:59:00Z'}]}}}");
  private static final String REQUEST =
      "10.0.0.7 - - [01/Mar/2025:12:00:00 +0000] \"POST /otp HTTP/1.1\" 200 1 \"-\" \"a\" \"198.51.100.7\"";

  private static final List<String> LOGS =
      List.of(
          String.join("\n", CANONICAL, CANONICAL, CANONICAL),
          String.join("\n", CANONICAL, CLOUDTRAIL, SNS, MESSAGE, VERIFICATION, REQUEST),
          "[" + String.join(",", MESSAGE, VERIFICATION, MESSAGE) + "]",
          "{\"Records\":[" + String.join(",", CLOUDTRAIL, CLOUDTRAIL) + "]}\n" + CANONICAL,
          "{\"messageType\":\"DATA_MESSAGE\",\"logEvents\":[{\"id\":\"1\",\"timestamp\":1,"
              + "\"message\":\""
              + SNS.replace("\"", "\\\"")
              + "\"}]}",
          "{\n  \"detail\": " + CLOUDTRAIL.replace(",", ",\n  ") + "\n}\n" + REQUEST,
          String.join("\n", LogExamples.all()));

  private static final Pattern NO_RECORD = Pattern.compile("[\\s\\[\\],]*|[\"\\p{L}][^\\n]*\\s*");

  @Provide
  Arbitrary<byte[]> damagedLogs() {
    Arbitrary<byte[]> logs =
        Arbitraries.of(Stream.concat(LOGS.stream(), LogExamples.all().stream()).toList())
            .flatMap(
                log -> {
                  byte[] plain = log.getBytes(StandardCharsets.UTF_8);
                  return Arbitraries.of(plain, gzip(plain));
                });
    return Combinators.combine(logs, damages().list().ofMaxSize(6))
        .as(
            (log, damages) -> {
              byte[] bytes = log;
              for (Damage damage : damages) {
                bytes = damage.of(bytes);
              }
              return bytes;
            });
  }

  private static Arbitrary<Damage> damages() {
    Arbitrary<Byte> values =
        Arbitraries.oneOf(
            Arbitraries.bytes(),
            Arbitraries.of('"', '{', '}', '[', ']', ',', ':', '\\', '\n', ' ', '9', '-')
                .map(c -> (byte) c.charValue()));
    return Combinators.combine(
            Arbitraries.integers().between(0, Damage.KINDS - 1),
            Arbitraries.integers().greaterOrEqual(0),
            values)
        .as(Damage::new);
  }

  @Provide
  Arbitrary<String> formats() {
    List<String> names = new ArrayList<>(new LogFormats(InputSettings.defaults()).names());
    names.add("auto");
    return Arbitraries.of(names);
  }

  @Property(tries = 4000)
  void readingEndsAndAccountsForEveryRecord(
      @ForAll("damagedLogs") byte[] log, @ForAll("formats") String format) {
    ReadLog read = ReadLog.of(log, format.equals("auto") ? null : format);
    if (read.yields().isEmpty()) {
      assertThat(new String(log, StandardCharsets.UTF_8))
          .as("only blanks, empty lists and headers hold no record")
          .matches(NO_RECORD);
      return;
    }
    assertThat(read.records())
        .isEqualTo(
            read.yields().stream().filter(y -> y.isEvent() && y.startsRecord()).count()
                + read.skipped()
                + read.deadLetters().size());
    assertThat(read.yields().get(0).startsRecord()).isTrue();
    for (Decoded yield : read.yields()) {
      assertThat(yield.isEvent() && yield.isDead()).isFalse();
      if (yield.isDead()) {
        assertThat(yield.deadLetter().reason()).isNotBlank();
        assertThat(yield.deadLetter().position()).isNotBlank();
        assertThat(yield.deadLetter().raw()).isNotNull();
      }
    }
  }

  @Property(tries = 2000)
  void aDamagedLineCostsItselfOnly(
      @ForAll @IntRange(max = 200) int at, @ForAll("lineBytes") byte value) {
    byte[] damaged = line(1).getBytes(StandardCharsets.UTF_8);
    damaged[at % damaged.length] = value;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes((line(0) + "\n").getBytes(StandardCharsets.UTF_8));
    log.writeBytes(damaged);
    log.writeBytes(("\n" + line(2) + "\n" + line(3)).getBytes(StandardCharsets.UTF_8));
    ReadLog read = ReadLog.of(log.toByteArray(), "canonical");
    assertThat(read.messageIds()).contains("m0", "m2", "m3");
  }

  @Property(tries = 1000)
  void aDamagedRowCostsItselfOnly(
      @ForAll @IntRange(max = 200) int at, @ForAll("lineBytes") byte value) {
    String usage = LogExamples.byFormat().get("sns-usage").get(0);
    String header = usage.lines().findFirst().orElseThrow();
    String row = usage.lines().skip(1).findFirst().orElseThrow();
    byte[] damaged = row.getBytes(StandardCharsets.UTF_8);
    damaged[at % damaged.length] = value;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes(
        (header + "\n" + row.replace("m3", "a") + "\n").getBytes(StandardCharsets.UTF_8));
    log.writeBytes(damaged);
    log.writeBytes(("\n" + row.replace("m3", "b") + "\n").getBytes(StandardCharsets.UTF_8));
    assertThat(ReadLog.of(log.toByteArray(), "sns-usage").messageIds()).contains("a", "b");
  }

  @Provide
  Arbitrary<Byte> lineBytes() {
    return Arbitraries.bytes().filter(b -> b != '\n');
  }

  @Property(tries = 500)
  void aTruncatedLogKeepsItsWholeLines(@ForAll @IntRange(max = 2000) int cut) {
    byte[] log =
        String.join("\n", IntStream.range(0, 8).mapToObj(DamagedLogsTest::line).toList())
            .getBytes(StandardCharsets.UTF_8);
    byte[] head = Arrays.copyOf(log, Math.min(cut, log.length));
    long wholeLines =
        new String(head, StandardCharsets.UTF_8).chars().filter(c -> c == '\n').count();
    assertThat(ReadLog.of(head, "canonical").events())
        .hasSizeBetween((int) wholeLines, (int) wholeLines + 1);
  }

  private static String line(int number) {
    return CANONICAL.replace("m1", "m" + number);
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }
}
