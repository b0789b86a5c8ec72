package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockRecordTest {
  private static final long START = Instant.parse("2026-03-02T12:00:00Z").toEpochMilli();
  private static final long DAY = Duration.ofDays(1).toMillis();
  private static final long NUMBER = 24_177_012_345L;

  private final BlockRecord record = new BlockRecord();

  @ParameterizedTest
  @CsvSource({
    "+241770123, 2, true",
    "+24177012,  3, true",
    "+2417701,   4, true",
    "+241770122, 2, false",
    "+241770124, 2, false",
    "+241770100, 2, false",
    "+241770199, 2, false",
    "+24177011,  3, false",
    "+24177013,  3, false"
  })
  void anAnswerProvesTheBlocksThatHoldTheNumber(String prefix, int digits, boolean proven) {
    record.answered(NUMBER, START);

    assertThat(record.provenAt(TrafficKey.block("acme", prefix, digits), START)).isEqualTo(proven);
  }

  @ParameterizedTest
  @CsvSource({
    "24177010000, +241770100",
    "24177016399, +241770163",
    "24177016400, +241770164",
    "24177019999, +241770199"
  })
  void everyHundredIsKeptApart(long number, String hundred) {
    record.answered(number, START);

    int proven = 0;
    for (int i = 0; i < 100; i++) {
      TrafficKey part = TrafficKey.block("acme", String.format("+2417701%02d", i), 2);
      proven += record.provenAt(part, START) ? 1 : 0;
    }
    assertThat(proven).isEqualTo(1);
    assertThat(record.provenAt(TrafficKey.block("acme", hundred, 2), START)).isTrue();
  }

  @Test
  void aTenantsAnswerProvesTheBlockForAll() {
    record.answered(NUMBER, START);

    assertThat(record.provenAt(TrafficKey.block("zebra", "+24177012", 3), START)).isTrue();
    assertThat(record.provenAt(TrafficKey.block("*", "+24177012", 3), START)).isTrue();
  }

  @Test
  void whatWasProvenIsForgottenAfterFourWeeks() {
    TrafficKey block = TrafficKey.block("acme", "+24177012", 3);
    assertThat(record.provenAt(START)).as("nothing is proven at first").isFalse();
    assertThat(record.provenAt(block, START)).isFalse();
    record.answered(NUMBER, START);
    long last = START + BlockRecord.DAYS * DAY - 1;

    assertThat(record.provenAt(last)).isTrue();
    assertThat(record.provenAt(block, last)).isTrue();
    assertThat(record.provenAt(last + 1)).isFalse();
    assertThat(record.provenAt(block, last + 1)).isFalse();
  }

  @Test
  void anAnswerAfterFourWeeksProvesNothingOfWhatWasProvenBefore() {
    long later = START + BlockRecord.DAYS * DAY;
    record.answered(NUMBER, START);
    record.answered(24_177_018_800L, later);

    assertThat(record.provenAt(TrafficKey.block("acme", "+241770123", 2), later)).isFalse();
    assertThat(record.provenAt(TrafficKey.block("acme", "+241770188", 2), later)).isTrue();
  }

  @Test
  void anAnswerWithinFourWeeksKeepsWhatWasProvenBefore() {
    long later = START + BlockRecord.DAYS * DAY - 1;
    record.answered(NUMBER, START);
    record.answered(24_177_018_800L, later);

    assertThat(record.provenAt(TrafficKey.block("acme", "+241770123", 2), later + DAY)).isTrue();
  }

  /** START is at noon: the days are those of the calendar. */
  @Test
  void earlierSendsLeaveOutTodayAndYesterday() {
    record.sent("acme", START - 26 * DAY, 1);
    record.sent("acme", START - 2 * DAY, 10);
    record.sent("acme", START - 2 * DAY + DAY / 2, 100);
    record.sent("acme", START, 1_000);

    assertThat(record.earlierSends("acme", START)).isEqualTo(11);
    assertThat(record.earlierSends("acme", START + DAY)).isEqualTo(111);
    assertThat(record.earlierSends("acme", START + 2 * DAY)).isEqualTo(1_111);
  }

  @Test
  void sendsAreForgottenAfterFourWeeks() {
    record.sent("acme", START, 7);

    assertThat(record.earlierSends("acme", START + BlockRecord.DAYS * DAY)).isEqualTo(7);
    assertThat(record.earlierSends("acme", START + (BlockRecord.DAYS + 1) * DAY)).isZero();
  }

  @Test
  void tenantsAreCountedApartAndTogether() {
    record.sent("acme", START, 7);
    record.sent("zebra", START, 5);
    long later = START + 3 * DAY;

    assertThat(record.tenants()).containsExactly("acme", "zebra");
    assertThat(record.earlierSends("acme", later)).isEqualTo(7);
    assertThat(record.earlierSends("nobody", later)).isZero();
    assertThat(record.earlierSends(later)).isEqualTo(12);
  }

  @Test
  void aWindowIsToldWhatItsTenantSentAndWhetherItsBlockAnswered() {
    record.sent("acme", START - 3 * DAY, 7);
    record.sent("zebra", START - 3 * DAY, 5);
    record.answered(NUMBER, START - 3 * DAY);

    assertThat(activity("acme", "+24177012")).isEqualTo(known(7, true));
    assertThat(activity("acme", "+24177015")).isEqualTo(known(7, false));
    assertThat(activity("*", "+24177012")).isEqualTo(known(12, true));
  }

  private BlockActivity activity(String tenant, String prefix) {
    TrafficKey key = TrafficKey.block(tenant, prefix, 3);
    return new TrafficHistory()
        .advance(
            key,
            START,
            START + 60_000,
            TrafficTally.create(key),
            PriorBaseline.defaults().expect(key, START))
        .withRecord(record)
        .activity();
  }

  private static BlockActivity known(long earlierSends, boolean proven) {
    return new BlockActivity(RecentTrials.NONE, RecentTrials.NONE, earlierSends, proven);
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "true, true"})
  void isOverWhenNothingIsLeftToRemember(boolean sent, boolean answered) {
    if (sent) {
      record.sent("acme", START, 7);
    }
    if (answered) {
      record.answered(NUMBER, START);
    }

    assertThat(record.endedBefore(START)).isFalse();
    assertThat(record.endedBefore(START + DAY)).isTrue();
  }

  @Test
  void goesOnAsIfItHadNeverBeenWritten() {
    SplittableRandom random = new SplittableRandom(19);
    BlockRecord restored = new BlockRecord();
    for (int step = 0; step < 300; step++) {
      long time = START + step * DAY / 5;
      long number = 24_177_010_000L + random.nextInt(10_000);
      String tenant = "tenant " + random.nextInt(3);
      restored = BinaryForm.roundTrip(BlockRecordTypeInfo.Serializer.INSTANCE, restored);
      for (BlockRecord each : new BlockRecord[] {record, restored}) {
        each.sent(tenant, time, step % 7);
        if (step % 60 < 3) {
          each.answered(number, time);
        }
      }

      assertThat(BinaryForm.bytes(BlockRecordTypeInfo.Serializer.INSTANCE, restored))
          .containsExactly(BinaryForm.bytes(BlockRecordTypeInfo.Serializer.INSTANCE, record));
      assertThat(restored.earlierSends(time)).isEqualTo(record.earlierSends(time));
      assertThat(restored.provenAt(time)).isEqualTo(record.provenAt(time));
    }
  }
}
