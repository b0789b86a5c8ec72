package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockWindowsTest {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final long NUMBER = 24_177_012_345L;

  @Test
  void aNumberCountsForTheBlocksThatHoldIt() {
    BlockWindows windows = BlockWindows.of(minute("acme", NUMBER), List.of(), Set.of());

    assertThat(windows.byKey().keySet())
        .containsExactlyInAnyOrderElementsOf(TrafficKeys.blocks("acme", NUMBER));
    assertThat(windows.byKey().values()).allMatch(window -> window.sends() == 1);
  }

  @Test
  void blocksHoldTheSumOfTheBlocksInThem() {
    BlockMinute minute = minute("acme", NUMBER, NUMBER + 1, NUMBER + 100, NUMBER + 1_000);

    Map<TrafficKey, TrafficTally> byKey = BlockWindows.of(minute, List.of(), Set.of()).byKey();

    assertThat(byKey).hasSize(3 + 2 + 1);
    assertThat(byKey.get(TrafficKey.block("acme", "+241770123", 2)).sends()).isEqualTo(2);
    assertThat(byKey.get(TrafficKey.block("acme", "+241770124", 2)).sends()).isEqualTo(1);
    assertThat(byKey.get(TrafficKey.block("acme", "+24177012", 3)).sends()).isEqualTo(3);
    assertThat(byKey.get(TrafficKey.block("acme", "+2417701", 4)).sends()).isEqualTo(4);
    assertThat(byKey.get(TrafficKey.block("acme", "+2417701", 4)).destinations().estimate())
        .isEqualTo(4);
  }

  @Test
  void whatSessionsDecidedCountsWithoutAnEvent() {
    BlockWindows windows =
        BlockWindows.of(null, List.of(failure("acme", NUMBER), failure("acme", NUMBER)), Set.of());

    assertThat(windows.byKey().keySet())
        .containsExactlyInAnyOrderElementsOf(TrafficKeys.blocks("acme", NUMBER));
    assertThat(windows.byKey().values())
        .allMatch(window -> window.failedTrials() == 2 && window.sends() == 0);
    assertThat(windows.sends()).isEmpty();
  }

  @Test
  void allTenantsAreThereOnlyWhereTheyAreSeveral() {
    BlockMinute two = minute("acme", NUMBER);
    two.merge(minute("zebra", NUMBER + 1));
    TrafficKey all = TrafficKey.block(TrafficKey.ALL_TENANTS, "+24177012", 3);

    Map<TrafficKey, TrafficTally> byKey =
        BlockWindows.of(two, List.of(failure("zebra", NUMBER)), Set.of()).byKey();

    assertThat(byKey).hasSize(3 * 3);
    assertThat(byKey.get(all).sends()).isEqualTo(2);
    assertThat(byKey.get(all).failedTrials()).isEqualTo(1);
    assertThat(byKey.get(all).destinations().estimate()).isEqualTo(2);
    assertThat(byKey.get(TrafficKey.block("acme", "+24177012", 3)).sends()).isEqualTo(1);
  }

  @Test
  void aTenantOfEarlierCountsAsOneOfSeveral() {
    TrafficKey all = TrafficKey.block(TrafficKey.ALL_TENANTS, "+24177012", 3);

    assertThat(BlockWindows.of(minute("acme", NUMBER), List.of(), Set.of("acme")).byKey())
        .doesNotContainKey(all);
    assertThat(BlockWindows.of(minute("acme", NUMBER), List.of(), Set.of("zebra")).byKey())
        .containsKey(all);
    assertThat(BlockWindows.of(null, List.of(failure("acme", NUMBER)), Set.of("acme", "zebra")))
        .matches(windows -> windows.byKey().get(all).failedTrials() == 1);
  }

  @Test
  void messagesThatMayBePartOfATrialAreSentByTenant() {
    BlockMinute minute = minute("acme", NUMBER, NUMBER + 1);
    minute.merge(minute("zebra", NUMBER));
    add(minute, "acme", NUMBER + 2, "marketing");

    assertThat(BlockWindows.of(minute, List.of(), Set.of()).sends())
        .containsExactly(Map.entry("acme", 2L), Map.entry("zebra", 1L));
  }

  @Test
  void aMinuteStaysAsItIs() {
    BlockMinute minute = minute("acme", NUMBER, NUMBER + 1);
    minute.merge(minute("zebra", NUMBER));
    List<TrafficTally> before = tallies(minute);

    BlockWindows unused =
        BlockWindows.of(minute, List.of(failure("acme", NUMBER)), Set.of("third"));

    assertThat(tallies(minute)).isEqualTo(before);
  }

  private static List<TrafficTally> tallies(BlockMinute minute) {
    List<TrafficTally> tallies = new ArrayList<>();
    minute.numbers().values().forEach(seen -> tallies.add(seen.tally().copy()));
    return tallies;
  }

  private static BlockMinute minute(String tenant, long... numbers) {
    BlockMinute minute = new BlockMinute();
    for (long number : numbers) {
      add(minute, tenant, number, "signup_otp");
    }
    return minute;
  }

  private static void add(BlockMinute minute, String tenant, long number, String flow) {
    SmsEvent event =
        SmsEvent.of(NOON, EventType.SENT)
            .tenant(tenant)
            .flow(flow)
            .destination("+" + number)
            .build();
    minute.add(new ObservedEvent(event, number, null, 50_000, false), TrialRules.defaults());
  }

  private static TrialIncrement failure(String tenant, long number) {
    return TrialBuilder.of(tenant, number).flow("signup_otp").decided(1, 0).novel(true).build();
  }
}
