package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.parquet.Yields;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.output.ParquetSinks;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job dies in the middle of its files and goes on, on fewer slots, as if nothing had been. */
class ResumedHistoryTest {
  private static final int FILES = 6;
  private static final int EVENTS_OF_FILE = 4_000;

  /** Two or three files are read together. */
  private static final int SPLIT_BYTES = 150_000;

  /** Held while the first job runs, until some checkpoints of it are complete. */
  private static CountDownLatch checkpointed = new CountDownLatch(0);

  @TempDir Path folder;

  /** Reads lines, but stops in the middle of each file while the latch is held. */
  private record WaitingLogs(RawLogs logs) implements RawLogs {

    @Override
    public DecodedReader open(InputStream in, String file, String format) throws IOException {
      DecodedReader reader = logs.open(in, file, format);
      return new DecodedReader() {
        private int yields;

        @Override
        public Decoded next() throws IOException {
          yields++;
          if (yields == EVENTS_OF_FILE / 2) {
            try {
              checkpointed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new InterruptedIOException();
            }
          }
          return reader.next();
        }

        @Override
        public void close() throws IOException {
          reader.close();
        }
      };
    }
  }

  /** Fails at the first event after the third checkpoint. */
  private static final class Failing implements MapFunction<Decoded, Decoded>, CheckpointListener {
    private transient boolean doomed;

    @Override
    public Decoded map(Decoded decoded) {
      if (doomed) {
        throw new IllegalStateException("struck down");
      }
      return decoded;
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (checkpoint >= 3) {
        doomed = true;
        checkpointed.countDown();
      }
    }
  }

  private static final class Judge extends KeyedProcessFunction<String, Decoded, SmsEvent> {
    private final LongCounter behind = new LongCounter();
    private final LongCounter events = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("behind", behind);
      getRuntimeContext().addAccumulator("events", events);
    }

    @Override
    public void processElement(Decoded decoded, Context context, Collector<SmsEvent> out) {
      events.add(1);
      if (context.timestamp() <= context.timerService().currentWatermark()) {
        behind.add(1);
      }
      out.collect(decoded.event());
    }
  }

  private Configuration checkpoints() {
    Configuration options = new Configuration();
    options.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
    options.set(
        CheckpointingOptions.CHECKPOINTS_DIRECTORY,
        folder.resolve("checkpoints").toUri().toString());
    options.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return options;
  }

  private JobExecutionResult run(
      int parallelism, Configuration options, MapFunction<Decoded, Decoded> step) throws Exception {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(parallelism, RuntimeExecutionMode.STREAMING, options);
    Source<Decoded, ?, ?> source =
        HistorySource.of(
                HistoryInput.of(folder.resolve("logs").toString()).withSplitBytes(SPLIT_BYTES),
                new WaitingLogs(new LineLogs()),
                RuntimeExecutionMode.STREAMING)
            .source();
    checkpointed = new CountDownLatch(step instanceof Failing ? 1 : 0);
    environment
        .fromSource(source, CarriedWatermarks.strategy(), "history")
        .uid("history")
        .map(step)
        .returns(Decoded.class)
        .uid("step")
        .keyBy(decoded -> decoded.event().messageId())
        .process(new Judge())
        .uid("judge")
        .sinkTo(ParquetSinks.flat(EventsTable.TABLE, EventFiles.flinkPath(folder.resolve("out"))))
        .uid("events");
    return environment.execute();
  }

  @Test
  void goesOnWhereTheLastCheckpointWas() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Random random = new Random(11);
    List<String> expected = new ArrayList<>();
    for (int file = 0; file < FILES; file++) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < EVENTS_OF_FILE; i++) {
        millis.add(START_MILLIS + file * 1_000L + random.nextInt(3_000));
        expected.add("log-" + (FILES - file) + ":" + (i + 1));
      }
      LineLogs.write(logs.resolve("log-" + (FILES - file)), millis);
    }

    assertThatThrownBy(() -> run(2, checkpoints(), new Failing()))
        .hasStackTraceContaining("struck down");
    Configuration resumed = checkpoints();
    resumed.set(StateRecoveryOptions.SAVEPOINT_PATH, lastCheckpoint().toUri().toString());
    JobExecutionResult result = run(1, resumed, decoded -> decoded);

    assertThat(result.<Long>getAccumulatorResult("behind")).isZero();
    assertThat(result.<Long>getAccumulatorResult("events"))
        .as("events of the second job")
        .isPositive()
        .isLessThan(expected.size());
    assertThat(written()).containsExactlyInAnyOrderElementsOf(expected);
  }

  private Path lastCheckpoint() throws IOException {
    try (Stream<Path> paths = Files.walk(folder.resolve("checkpoints"))) {
      return paths
          .filter(path -> path.endsWith("_metadata"))
          .map(Path::getParent)
          .max(
              Comparator.comparingInt(
                  path -> Integer.parseInt(path.getFileName().toString().substring(4))))
          .orElseThrow();
    }
  }

  private List<String> written() throws IOException {
    List<String> ids = new ArrayList<>();
    try (Stream<Path> paths = Files.walk(folder.resolve("out"))) {
      for (Path file :
          paths.filter(path -> path.getFileName().toString().startsWith("part-")).toList()) {
        Yields.ofParquet(file).events().forEach(event -> ids.add(event.messageId()));
      }
    }
    return ids;
  }
}
