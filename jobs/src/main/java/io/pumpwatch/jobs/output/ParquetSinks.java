package io.pumpwatch.jobs.output;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.response.ResponseMeasure;
import io.pumpwatch.jobs.rules.RulesDecision;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.BasePathBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/**
 * Flink sinks of our tables. A file becomes visible under its name when it is complete: in
 * streaming mode at the next checkpoint, in batch mode at the end.
 */
public final class ParquetSinks {

  /** How the files' names end. */
  static final String SUFFIX = ".parquet";

  private ParquetSinks() {}

  /** Revisions of findings. */
  public static FileSink<Finding> findings(Path folder) {
    return flat(FindingsTable.TABLE, folder);
  }

  /** The windows of the findings' evidence. */
  public static FileSink<FindingWindow> findingWindows(Path folder) {
    return flat(FindingWindowsTable.TABLE, folder);
  }

  /** Records that could not be read. */
  public static FileSink<DeadLetter> deadLetters(Path folder) {
    return flat(DeadLettersTable.TABLE, folder);
  }

  /** Late events. */
  public static FileSink<LateEvent> lateEvents(Path folder) {
    return flat(LateEventsTable.TABLE, folder);
  }

  /** What became of changes of the rules. */
  public static FileSink<RulesDecision> rulesDecisions(Path folder) {
    return flat(RulesDecisionsTable.TABLE, folder);
  }

  /** Measures against incidents. */
  public static FileSink<ResponseMeasure> response(Path folder) {
    return flat(ResponseTable.TABLE, folder);
  }

  /** Canonical events, in folders {@code dt=YYYY-MM-DD} by the UTC day of their time. */
  public static FileSink<SmsEvent> eventsByDay(Path folder) {
    return partitioned(EventsTable.TABLE, folder, new EventDay());
  }

  /** A table whose files stand in folders by what their rows hold. */
  public static <T> FileSink<T> partitioned(
      ParquetTable<T> table, Path folder, BucketAssigner<T, String> folders) {
    return FileSink.forBulkFormat(folder, new BoundedParquetFiles<>(table))
        .withBucketAssigner(folders)
        .withRollingPolicy(new BoundedParquetFiles.Rolling<>())
        .withOutputFileConfig(names())
        .build();
  }

  /** A table whose files stand in the folder itself. */
  public static <T> FileSink<T> flat(ParquetTable<T> table, Path folder) {
    return FileSink.forBulkFormat(folder, new ParquetFiles<>(table))
        .withBucketAssigner(new BasePathBucketAssigner<>())
        .withRollingPolicy(OnCheckpointRollingPolicy.build())
        .withOutputFileConfig(names())
        .build();
  }

  private static OutputFileConfig names() {
    return OutputFileConfig.builder().withPartPrefix("part").withPartSuffix(SUFFIX).build();
  }
}
