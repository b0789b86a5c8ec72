package io.pumpwatch.jobs.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.reference.ReferenceAlarms;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.table.data.StringData;
import org.apache.flink.types.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rows find, so that only rows of equal work are compared. */
class RowsTest {
  private static final int REQUESTS_OF_BURST = 50;
  private static final long MILLIS_OF_BURST = 5 * 60_000;

  @TempDir private static Path folder;
  private static SimulatedTraffic simulated;

  @BeforeAll
  static void simulate() throws Exception {
    simulated = SimulatedTraffic.of(/* days= */ 14, folder);
  }

  private static BenchmarkRow.Place place(Traffic traffic) {
    return new BenchmarkRow.Place(traffic, /* parallelism= */ 2, folder, FlinkEnvironment::create);
  }

  private static SiemRulesInDuckDb.Alarm alarm(Row row) {
    return new SiemRulesInDuckDb.Alarm(
        row.getFieldAs(0),
        row.getFieldAs(1),
        row.<java.time.LocalDateTime>getFieldAs(2).toInstant(ZoneOffset.UTC).toEpochMilli(),
        row.<Number>getFieldAs(3).longValue());
  }

  private static List<SiemRulesInDuckDb.Alarm> ofReferenceRules() {
    List<String> stated =
        List.of(
            "sentinel-requests", "sentinel-sends", "qradar", "splunk-publishes", "splunk-sign-ups");
    ReferenceAlarms reference = new ReferenceAlarms();
    simulated.events().forEach(reference::see);
    List<SiemRulesInDuckDb.Alarm> alarms = new ArrayList<>();
    reference.visit(
        (rule, tenant, windowStart, score) -> {
          if (stated.contains(rule)) {
            alarms.add(new SiemRulesInDuckDb.Alarm(rule, tenant, windowStart, (long) score));
          }
        });
    return alarms;
  }

  @Test
  void rulesInSqlRaiseTheAlarmsOfTheReferenceRules() throws Exception {
    List<SiemRulesInDuckDb.Alarm> expected = ofReferenceRules();
    assertThat(expected)
        .extracting(SiemRulesInDuckDb.Alarm::rule)
        .contains("sentinel-requests", "sentinel-sends", "qradar", "splunk-sign-ups");

    assertThat(SiemRulesInSql.answer(place(simulated.traffic())).rows())
        .map(RowsTest::alarm)
        .containsExactlyInAnyOrderElementsOf(expected);
    assertThat(SiemRulesInDuckDb.alarms(place(simulated.traffic())))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void burstsInSqlAndEventByEventAreTheSame() throws Exception {
    Traffic days = simulated.traffic().firstDays(simulated.traffic().events() * 9 / 10);
    assertThat(days.days()).hasSizeLessThan(simulated.traffic().days().size());
    long expected = bursts(days.events());
    assertThat(expected).isPositive();

    assertThat(new BurstInSql().run(place(days)).findings()).isEqualTo(expected);
    assertThat(new BurstPerEvent().run(place(days)).findings()).isEqualTo(expected);
  }

  /** Fifty requests of an address in five minutes; none of them counts for the next fifty. */
  private static long bursts(long events) {
    Map<String, List<Long>> waiting = new HashMap<>();
    long bursts = 0;
    for (SmsEvent event : simulated.events().subList(0, (int) events)) {
      boolean request =
          event.eventType() == EventType.REQUESTED || event.eventType() == EventType.BLOCKED;
      if (request && event.sourceIp() != null) {
        List<Long> times = waiting.computeIfAbsent(event.sourceIp(), ip -> new ArrayList<>());
        times.add(event.eventTimeMillis());
        times.removeIf(time -> event.eventTimeMillis() - time >= MILLIS_OF_BURST);
        if (times.size() == REQUESTS_OF_BURST) {
          bursts++;
          times.clear();
        }
      }
    }
    return bursts;
  }

  @ParameterizedTest
  @CsvSource({"+24177012345,2417701", "+15550001111,1555000", "+12345,1"})
  void blockIsTheNumberWithoutItsLastFourDigits(String number, long block) {
    assertThat(KeyedCount.block(StringData.fromString(number))).isEqualTo(block);
  }
}
