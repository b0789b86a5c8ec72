package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.server.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PostgresFindingsSinkITCase {
  private static final int FINDINGS = 1300;

  /** After the first batch is stored, and before the second. */
  private static final int BEFORE_THE_OUTAGE = 700;

  private static final Patience NONE =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ZERO);

  private static PostgresServer server;
  private static CountDownLatch halfway;
  private static CountDownLatch outage;

  private TestDatabase database;

  @BeforeAll
  static void start() throws Exception {
    server = PostgresServer.start();
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @BeforeEach
  void makeTables() throws Exception {
    halfway = new CountDownLatch(1);
    outage = new CountDownLatch(1);
    database = TestDatabase.migrated(server);
  }

  private PostgresFindingsSink sink(Patience patience) {
    return new PostgresFindingsSink(database.database(), 1, patience);
  }

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "STREAMING"})
  void ofAnyOrderOfRevisionsTheNewestStays(RuntimeExecutionMode mode) throws Exception {
    List<Finding> revisions = new ArrayList<>();
    List<Finding> newest = new ArrayList<>();
    for (int i = 0; i < FINDINGS; i++) {
      for (int revision = 1; revision <= 1 + i % 4; revision++) {
        revisions.add(StoredFindings.revision("finding-" + i, revision));
      }
      newest.add(revisions.get(revisions.size() - 1));
    }
    revisions.addAll(revisions.subList(0, FINDINGS / 2));
    Collections.shuffle(revisions, new Random(7));

    StreamExecutionEnvironment environment = FlinkEnvironment.create(1, mode);
    environment
        .fromData(revisions, TypeInformation.of(Finding.class))
        .uid("revisions")
        .sinkTo(sink(Patience.USUAL))
        .uid("table");
    environment.execute();

    assertThat(FindingQuery.latest(database.database()))
        .containsExactlyInAnyOrderElementsOf(newest);
  }

  @Test
  void anOutageIsWaitedFor() throws Exception {
    JobClient job = numberedFindings(sink(Patience.USUAL), new Configuration());
    halfway.await();
    server.goDown();
    outage.countDown();
    server.goUp();

    job.getJobExecutionResult().get();

    assertThat(database.only("SELECT count(*) FROM findings")).isEqualTo("" + FINDINGS);
  }

  @Test
  void whenPatienceEndsTheJobFails() throws Exception {
    JobClient job = numberedFindings(sink(NONE), new Configuration());
    halfway.await();
    server.goDown();
    outage.countDown();
    try {
      assertThatThrownBy(() -> job.getJobExecutionResult().get())
          .isInstanceOf(ExecutionException.class)
          .hasStackTraceContaining("cannot be used just now");
    } finally {
      server.goUp();
    }
  }

  @Test
  void whenFlinkRestartsTheJobNothingIsLost(@TempDir Path checkpoints) throws Exception {
    Configuration restarts = new Configuration();
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
    restarts.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(100));
    restarts.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(50));
    restarts.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints.toUri().toString());
    JobClient job = numberedFindings(sink(NONE), restarts);
    halfway.await();
    server.goDown();
    outage.countDown();
    server.goUp();

    job.getJobExecutionResult().get();

    assertThat(database.only("SELECT count(*) FROM findings")).isEqualTo("" + FINDINGS);
  }

  @Test
  void twoWritersAtOnceAgreeOnTheNewest() throws Exception {
    List<Thread> writers = new ArrayList<>();
    List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
    int revisions = 40;
    for (int first = 1; first <= 2; first++) {
      int start = first;
      writers.add(
          new Thread(
              () -> {
                try (FindingUpsert table = new FindingUpsert(database.database(), 1)) {
                  for (int revision = start; revision <= revisions; revision += 2) {
                    List<Finding> batch = new ArrayList<>();
                    for (int i = 0; i < 20; i++) {
                      batch.add(StoredFindings.revision("finding-" + i, revision));
                    }
                    Collections.shuffle(batch, new Random(start));
                    table.store(batch);
                  }
                } catch (Exception e) {
                  failures.add(e);
                }
              }));
    }
    writers.forEach(Thread::start);
    for (Thread writer : writers) {
      writer.join();
    }

    assertThat(failures).isEmpty();
    assertThat(database.all("SELECT DISTINCT revision FROM findings")).containsExactly("40");
  }

  private static JobClient numberedFindings(PostgresFindingsSink sink, Configuration options)
      throws Exception {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING, options);
    environment
        .fromSequence(1, FINDINGS)
        .uid("numbers")
        .map(new Numbered(), TypeInformation.of(Finding.class))
        .uid("findings")
        .sinkTo(sink)
        .uid("table");
    return environment.executeAsync();
  }

  /** Makes findings of numbers, and waits for the outage half-way. */
  private static final class Numbered implements MapFunction<Long, Finding> {
    private static final long serialVersionUID = 1L;

    @Override
    public Finding map(Long number) throws InterruptedException {
      if (number == BEFORE_THE_OUTAGE) {
        halfway.countDown();
        outage.await();
      }
      return StoredFindings.revision("finding-" + number, 1);
    }
  }
}
