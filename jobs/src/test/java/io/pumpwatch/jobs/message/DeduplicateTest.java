package io.pumpwatch.jobs.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration SPAN = Duration.ofHours(1);
  private static final String NUMBER = "+24177012345";
  private static final String OTHER_NUMBER = "+24177012346";

  private static SmsEvent.Builder sent(String id, Duration after) {
    return SmsEvent.of(NOON.plus(after), EventType.SENT).messageId(id);
  }

  private static SmsEvent sent(String id, Duration after, String destination) {
    return sent(id, after).destination(destination).build();
  }

  private static List<SmsEvent> passed(List<SmsEvent> rows) throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<MessageKey, SmsEvent, SmsEvent> harness =
        harness()) {
      harness.open();
      for (SmsEvent row : rows) {
        harness.processElement(row, row.eventTimeMillis());
      }
      harness.processWatermark(Watermark.MAX_WATERMARK);
      assertThat(harness.numKeyedStateEntries()).isZero();
      return harness.extractOutputValues();
    }
  }

  private static KeyedOneInputStreamOperatorTestHarness<MessageKey, SmsEvent, SmsEvent> harness()
      throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new Deduplicate(SPAN)),
        MessageKey::of,
        TypeInformation.of(MessageKey.class));
  }

  @Test
  void putsTogetherWhatTwoSourcesKnow() throws Exception {
    SmsEvent request =
        sent("m", Duration.ZERO).sourceIp("192.0.2.88").identity("arn:red-team").build();
    SmsEvent receipt =
        sent("m", Duration.ofMillis(400))
            .destination(NUMBER)
            .network("628-01")
            .segments(2)
            .priceMicroUsd(40_000L)
            .build();

    assertThat(passed(List.of(request, receipt)))
        .containsExactly(
            sent("m", Duration.ZERO)
                .sourceIp("192.0.2.88")
                .identity("arn:red-team")
                .destination(NUMBER)
                .network("628-01")
                .segments(2)
                .priceMicroUsd(40_000L)
                .build());
  }

  @Test
  void dropsWhatAnEarlierMinuteSaidWithinTheSpan() throws Exception {
    SmsEvent first = sent("m", Duration.ZERO, NUMBER);
    SmsEvent again = sent("m", SPAN, NUMBER);
    SmsEvent afresh = sent("m", SPAN.plusMillis(1), NUMBER);

    assertThat(passed(List.of(first, again))).containsExactly(first);
    assertThat(passed(List.of(first, afresh))).containsExactly(first, afresh);
  }

  @Test
  void anIdOnSeveralNumbersIsSeveralMessages() throws Exception {
    SmsEvent one = sent("m", Duration.ZERO, NUMBER);
    SmsEvent other = sent("m", Duration.ZERO, OTHER_NUMBER);
    SmsEvent later = sent("m", Duration.ofMinutes(3), "+24177012347");

    assertThat(passed(List.of(later, other, one))).containsExactly(one, other, later);
  }

  @Test
  void aRowWithoutNumberIsToldBetterByOneOnly() throws Exception {
    SmsEvent masked = sent("m", Duration.ZERO, null);
    SmsEvent one = sent("m", Duration.ofMinutes(1), NUMBER);
    SmsEvent other = sent("m", Duration.ofMinutes(2), OTHER_NUMBER);
    SmsEvent maskedAgain = sent("m", Duration.ofMinutes(3), null);

    assertThat(passed(List.of(masked, one, other, maskedAgain))).containsExactly(masked, other);
    assertThat(passed(List.of(one, maskedAgain))).containsExactly(one);
  }

  @Test
  void typesTenantsAndMessagesAreToldApart() throws Exception {
    SmsEvent sent = sent("m", Duration.ZERO, NUMBER);
    SmsEvent delivered = sent.toBuilder().eventType(EventType.DELIVERED).build();
    SmsEvent ofAnother = sent.toBuilder().tenant("shop").build();
    SmsEvent another = sent.toBuilder().messageId("n").build();

    assertThat(passed(List.of(sent, delivered, ofAnother, another)))
        .containsExactlyInAnyOrder(sent, delivered, ofAnother, another);
  }

  @Property(tries = 200)
  void theOrderOfRowsPlaysNoPart(@ForAll long seed) throws Exception {
    Random random = new Random(seed);
    List<SmsEvent> rows = new ArrayList<>();
    String[] numbers = {null, NUMBER, OTHER_NUMBER};
    for (int i = 0; i < 12; i++) {
      rows.add(
          sent("m", Duration.ofSeconds(random.nextInt(3 * 3600)))
              .destination(numbers[random.nextInt(numbers.length)])
              .sourceIp(random.nextBoolean() ? null : "192.0.2." + random.nextInt(3))
              .priceMicroUsd(random.nextBoolean() ? null : (long) random.nextInt(3))
              .build());
    }
    List<SmsEvent> inOrder = passed(rows);
    Collections.shuffle(rows, random);

    assertThat(passed(rows)).isEqualTo(inOrder);
  }

  @Test
  void whatIsRememberedGoesWithTheSpan() throws Exception {
    try (KeyedOneInputStreamOperatorTestHarness<MessageKey, SmsEvent, SmsEvent> harness =
        harness()) {
      harness.open();
      for (int i = 0; i < 100; i++) {
        SmsEvent row = sent("m" + i, Duration.ofSeconds(i), NUMBER);
        harness.processElement(row, row.eventTimeMillis());
      }
      harness.processWatermark(NOON.plus(Duration.ofMinutes(5)).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isEqualTo(100);

      harness.processWatermark(NOON.plus(SPAN).plus(Duration.ofMinutes(5)).toEpochMilli());
      assertThat(harness.numKeyedStateEntries()).isZero();
      assertThat(harness.numEventTimeTimers()).isZero();
    }
  }
}
