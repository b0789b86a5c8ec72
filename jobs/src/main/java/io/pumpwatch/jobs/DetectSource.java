package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.history.HistoryListing;
import io.pumpwatch.jobs.input.history.HistorySource;
import io.pumpwatch.jobs.input.live.LiveSource;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What a job reads, found: files, topics, or files and then topics.
 *
 * @param files null for none
 * @param rawLogs reads the files that are not Parquet
 * @param live null for none
 */
record DetectSource(HistoryListing files, RawLogs rawLogs, LiveSource live) {

  /** Whether it comes to an end by itself. */
  boolean isBounded() {
    return live == null || live.input().untilLatest();
  }

  /** How many files there are. */
  long fileCount() {
    return files == null ? 0 : files.files();
  }

  /** How many topics there are. */
  long topicCount() {
    return live == null ? 0 : live.input().topics().size();
  }

  /** The stream of all that is decoded from it, in the mode of the environment. */
  DataStream<Decoded> stream(
      StreamExecutionEnvironment environment, RuntimeExecutionMode mode, Progress progress)
      throws IOException {
    if (files == null) {
      return live.stream(environment);
    }
    Source<Decoded, ?, ?> history = history(mode, progress);
    return live != null
        ? live.streamAfter(history, environment)
        : environment.fromSource(history, CarriedWatermarks.strategy(), "history").uid("history");
  }

  private Source<Decoded, ?, ?> history(RuntimeExecutionMode mode, Progress progress)
      throws IOException {
    AtomicLong looked = new AtomicLong();
    if (mode == RuntimeExecutionMode.STREAMING) {
      progress.prepare(
          () ->
              String.format(
                  Locale.ROOT,
                  "looking for the times of events: %,d of %,d parts of files",
                  looked.get(),
                  files.parts()));
    }
    return HistorySource.of(files, rawLogs, mode, done -> looked.accumulateAndGet(done, Math::max))
        .source();
  }
}
