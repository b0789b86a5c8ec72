package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.server.PostgresServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the writer stores what it collects, by a clock that the test turns. */
class PostgresFindingsWriterITCase {
  private final HandTurnedClock clock = new HandTurnedClock();
  private final Map<String, Counter> counters = new TreeMap<>();
  private final Map<String, Histogram> histograms = new TreeMap<>();

  private PostgresServer server;
  private TestDatabase database;
  private PostgresFindingsWriter writer;

  @BeforeEach
  void open() throws Exception {
    server = PostgresServer.start();
    database = TestDatabase.migrated(server);
    writer =
        new PostgresFindingsWriter(
            new FindingUpsert(database.database(), 1),
            database.database(),
            Patience.USUAL,
            clock,
            new StoreMetrics(
                new UnregisteredMetricsGroup() {
                  @Override
                  public Counter counter(String name) {
                    return counters.computeIfAbsent(name, unused -> new SimpleCounter());
                  }

                  @Override
                  public <H extends Histogram> H histogram(String name, H histogram) {
                    histograms.put(name, histogram);
                    return histogram;
                  }
                }));
  }

  @AfterEach
  void close() throws Exception {
    clock.stop();
    writer.close();
    server.close();
  }

  private void write(Finding... findings) throws Exception {
    for (Finding finding : findings) {
      writer.write(finding, null);
    }
  }

  private List<String> stored() throws Exception {
    return database.all("SELECT finding_id || ' ' || revision FROM findings ORDER BY 1");
  }

  @Test
  void storesASecondAfterTheFirstFinding() throws Exception {
    write(StoredFindings.revision("a", 2), StoredFindings.revision("b", 1));
    write(StoredFindings.revision("a", 1));
    assertThat(stored()).isEmpty();
    clock.turn(999);
    assertThat(stored()).isEmpty();

    clock.turn(1);
    assertThat(stored()).containsExactly("a 2", "b 1");

    write(StoredFindings.revision("b", 2));
    clock.turn(1000);
    assertThat(stored()).containsExactly("a 2", "b 2");
  }

  @Test
  void storesAtACheckpointAndWhenABatchIsFull() throws Exception {
    write(StoredFindings.revision("a", 1));
    writer.flush(false);
    assertThat(stored()).containsExactly("a 1");

    for (int i = 0; i < 500; i++) {
      write(StoredFindings.revision("finding-" + i, 1));
    }
    assertThat(stored()).hasSize(501);
  }

  @Test
  void countsWhatBecameOfFindings() throws Exception {
    write(StoredFindings.revision("a", 1), StoredFindings.incident("b", "\u0000"));
    writer.flush(false);
    write(StoredFindings.revision("a", 1));
    writer.flush(false);
    write(StoredFindings.revision("a", 2));
    server.goDown();
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<?> up =
          beside.submit(
              () -> {
                server.goUp();
                return null;
              });
      writer.flush(true);
      up.get();
    } finally {
      beside.shutdownNow();
    }

    assertThat(stored()).containsExactly("a 2");
    assertThat(counters.get("findingsStored").getCount()).isEqualTo(2);
    assertThat(counters.get("findingsOutdated").getCount()).isEqualTo(1);
    assertThat(counters.get("findingsUnstored").getCount()).isEqualTo(1);
    assertThat(counters.get("databaseUnavailableMillis").getCount()).isPositive();
  }

  @Test
  void measuresTheWayToTheTable() throws Exception {
    Instant emitted = Instant.ofEpochMilli(clock.getCurrentProcessingTime());
    Finding opened =
        StoredFindings.with(
            StoredFindings.with(StoredFindings.revision("a", 1), "emittedAt", emitted),
            "detectedAt",
            emitted.minusSeconds(300));
    Finding updated =
        StoredFindings.with(StoredFindings.revision("b", 2), "emittedAt", emitted.plusSeconds(60));

    write(opened, updated);
    clock.turn(1000);

    assertThat(values("emittedToStoredMillis")).as("never negative").containsExactly(0L, 1000L);
    assertThat(values("detectedToStoredMillis")).as("of new findings").containsExactly(301_000L);
    assertThat(values("batchMillis"))
        .singleElement()
        .satisfies(millis -> assertThat(millis).isNotNegative());
  }

  private List<Long> values(String histogram) {
    return Arrays.stream(histograms.get(histogram).getStatistics().getValues())
        .sorted()
        .boxed()
        .toList();
  }

  private static final class HandTurnedClock implements ProcessingTimeService {
    private final ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();
    private final TreeMap<Long, ProcessingTimeCallback> timers = new TreeMap<>();
    private long now = 1_000_000;

    @Override
    public long getCurrentProcessingTime() {
      return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long time, ProcessingTimeCallback timer) {
      timers.put(time, timer);
      return never.schedule(() -> {}, 1, TimeUnit.DAYS);
    }

    void turn(long millis) throws Exception {
      now += millis;
      List<Long> due = new ArrayList<>(timers.headMap(now, true).keySet());
      for (long time : due) {
        timers.remove(time).onProcessingTime(time);
      }
    }

    void stop() {
      never.shutdownNow();
    }
  }
}
