package io.pumpwatch.jobs;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistorySource;
import io.pumpwatch.jobs.input.history.HistoryWatermarks;
import io.pumpwatch.jobs.output.ParquetSinks;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.execution.DetachedJobExecutionResult;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Raw logs to canonical Parquet, in batch.
 *
 * <pre>
 * history ── separate-dead-letters ──┬── canonical-events   OUTPUT/dt=YYYY-MM-DD/
 *                                    └── dead-letters       OUTPUT/_dead-letters/
 * </pre>
 */
public final class NormalizeJob {

  /** The folder of dead letters in the output; its name keeps it out of a later reading. */
  public static final String DEAD_LETTERS_FOLDER = "_dead-letters";

  private NormalizeJob() {}

  /**
   * What a run read and wrote. Records read = decoded + skipped + dead; one record may hold several
   * events.
   *
   * @param events events written
   * @param eventsByFormat of which log format they came
   */
  public record Outcome(
      long decoded, long skipped, long dead, long events, Map<String, Long> eventsByFormat) {

    /** Records read. */
    public long read() {
      return decoded + skipped + dead;
    }
  }

  /** Draws the job. */
  static void define(DataStream<Decoded> history, Sink<SmsEvent> events, Sink<DeadLetter> dead) {
    SingleOutputStreamOperator<SmsEvent> separated =
        history
            .process(new DeadLetterSeparation())
            .name("separate-dead-letters")
            .uid("separate-dead-letters");
    separated.sinkTo(events).name("canonical-events").uid("canonical-events");
    separated
        .getSideOutput(DeadLetterSeparation.DEAD_LETTERS)
        .sinkTo(dead)
        .name("dead-letters")
        .uid("dead-letters");
  }

  /**
   * Runs the job to its end.
   *
   * @param parallelism slots, null for the default
   * @param input what to read
   * @param rawLogs reads what is not Parquet
   * @param output folder of the canonical events
   * @return what was done; empty where the job was only submitted to a cluster
   * @throws io.pumpwatch.jobs.input.history.MissingInputException where a path does not exist
   * @throws Exception where the job failed
   */
  public static Optional<Outcome> run(
      Integer parallelism, HistoryInput input, RawLogs rawLogs, Path output) throws Exception {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(parallelism, RuntimeExecutionMode.BATCH);
    DataStream<Decoded> history =
        environment
            .fromSource(
                HistorySource.of(input, rawLogs, RuntimeExecutionMode.BATCH),
                HistoryWatermarks.strategy(),
                "history")
            .uid("history");
    define(
        history,
        ParquetSinks.eventsByDay(output),
        ParquetSinks.deadLetters(new Path(output, DEAD_LETTERS_FOLDER)));
    return outcome(environment.execute("pumpwatch normalize"));
  }

  private static Optional<Outcome> outcome(JobExecutionResult result) {
    if (result instanceof DetachedJobExecutionResult) {
      return Optional.empty();
    }
    Map<String, Long> byFormat = new TreeMap<>();
    result
        .getAllAccumulatorResults()
        .forEach(
            (name, count) ->
                DeadLetterSeparation.formatOf(name)
                    .ifPresent(format -> byFormat.put(format, (Long) count)));
    return Optional.of(
        new Outcome(
            result.<Long>getAccumulatorResult(DeadLetterSeparation.DECODED),
            result.<Long>getAccumulatorResult(DeadLetterSeparation.SKIPPED),
            result.<Long>getAccumulatorResult(DeadLetterSeparation.DEAD),
            result.<Long>getAccumulatorResult(DeadLetterSeparation.EVENTS),
            byFormat));
  }
}
