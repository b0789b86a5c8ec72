package io.pumpwatch.jobs.output.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.SinkWriter;

/**
 * Collects rows, the newest revision of each, and stores them together: a second after the first of
 * them at the latest, and all of them before a checkpoint and at the end of the input.
 *
 * @param <T> rows
 */
abstract class BatchingWriter<T> implements SinkWriter<T> {
  /** So many rows at once are some hundred kilobytes. */
  private static final int BATCH = 500;

  private static final Duration TIME_TO_COLLECT = Duration.ofSeconds(1);

  private final ProcessingTimeService time;
  private final Map<String, T> batch = new HashMap<>();
  private boolean timerRuns;

  BatchingWriter(ProcessingTimeService time) {
    this.time = time;
  }

  /** What all revisions of a row have in common. */
  abstract String id(T row);

  /** The newer of two revisions. */
  abstract T newer(T one, T other);

  /** Stores a batch, at most one revision of each row. */
  abstract void store(List<T> rows) throws IOException, InterruptedException;

  @Override
  public final void write(T row, Context context) throws IOException, InterruptedException {
    batch.merge(id(row), row, this::newer);
    if (batch.size() >= BATCH) {
      flush(false);
    } else if (!timerRuns) {
      timerRuns = true;
      time.registerTimer(
          time.getCurrentProcessingTime() + TIME_TO_COLLECT.toMillis(), this::collected);
    }
  }

  private void collected(long now) throws IOException, InterruptedException {
    timerRuns = false;
    flush(false);
  }

  /** Called at each checkpoint and at the end of the input too. */
  @Override
  public final void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (!batch.isEmpty()) {
      store(List.copyOf(batch.values()));
      batch.clear();
    }
  }
}
