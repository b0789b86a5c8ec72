package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pumpwatch.jobs.input.format.field.LogTime.EpochUnit;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {

  private static Instant instant(long micros) {
    return Instant.EPOCH.plusNanos(micros * 1000);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-03-01T12:00:00.2855749Z, 2025-03-01T12:00:00.285574Z",
    "2025-03-01T12:00:00+00:00, 2025-03-01T12:00:00Z",
    "2025-03-01T12:00Z, 2025-03-01T12:00:00Z",
    "2025-03-01T13:00:00.250+0100, 2025-03-01T12:00:00.250Z",
    "2025-03-01T13:00:00+01, 2025-03-01T12:00:00Z",
    "10/Oct/2025:15:55:36 +0200, 2025-10-10T13:55:36Z",
    "1740830400, 2025-03-01T12:00:00Z",
    "1740830400.123, 2025-03-01T12:00:00.123Z",
    "1740830400123, 2025-03-01T12:00:00.123Z"
  })
  void readsAnyForm(String text, Instant expected) throws MalformedRecord {
    assertThat(instant(LogTime.any(new TextNode(text)))).isEqualTo(expected);
  }

  @Test
  void readsNumbers() throws MalformedRecord {
    assertThat(instant(LogTime.any(new LongNode(1_740_830_400L))))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
    assertThat(instant(LogTime.any(new DecimalNode(new BigDecimal("1740830400.123456")))))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00.123456Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "T",
        "2025-03-01T12:00:00",
        "soon",
        "0",
        "-1",
        "1e999999999",
        "1e-999999999",
        "99999999999999999999",
        "2025-13-01T00:00:00Z",
        "2025-03-01T24:00:01Z",
        "2025-03-01T12:60:00Z",
        "+292278994-08-17T07:12:55Z",
        "1999-12-31T23:59:59.999Z",
        "2100-01-01T00:00:00Z",
        "31/Feb/2025x00:00:00 +0000"
      })
  void whatIsNoPlausibleTimeIsMalformed(String text) {
    assertThatThrownBy(() -> LogTime.any(new TextNode(text))).isInstanceOf(MalformedRecord.class);
  }

  @Test
  void aDurationThatIsNotPlausibleIsMalformed() throws MalformedRecord {
    long time = LogTime.iso("2025-03-01T12:00:00Z");
    assertThat(LogTime.plusMillis(time, 1500)).isEqualTo(time + 1_500_000);
    assertThatThrownBy(() -> LogTime.plusMillis(time, Long.MAX_VALUE))
        .isInstanceOf(MalformedRecord.class);
  }

  @ParameterizedTest
  @CsvSource({"1740830400, SECONDS", "1740830400000, MILLIS", "1740830400000000, MICROS"})
  void countsInTheUnitThatIsSaid(BigDecimal value, EpochUnit unit) throws MalformedRecord {
    assertThat(instant(LogTime.epoch(value, unit)))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
  }

  @Test
  void aFormThatNamesAZoneNeedsNoOther() throws MalformedRecord {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss[ xx]");
    ZoneId zone = ZoneId.of("Europe/Oslo");
    assertThat(instant(LogTime.of("2025-03-01 13:00:00", form, zone)))
        .isEqualTo(instant(LogTime.of("2025-03-01 12:00:00 +0000", form, zone)))
        .isEqualTo(Instant.parse("2025-03-01T12:00:00Z"));
    assertThatThrownBy(() -> LogTime.of("2025-03-01", form, zone))
        .isInstanceOf(MalformedRecord.class);
    assertThatThrownBy(() -> LogTime.of(null, form, zone)).isInstanceOf(MalformedRecord.class);
  }
}
