package io.pumpwatch.jobs;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.NormalizeCommand;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Intake;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistorySource;
import io.pumpwatch.jobs.output.DeadLettersReader;
import io.pumpwatch.jobs.output.ParquetSinks;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Raw logs to canonical Parquet, in batch.
 *
 * <pre>
 * history ── intake ──┬── canonical-events   OUTPUT/dt=YYYY-MM-DD/
 *                     └── dead-letters       OUTPUT/_dead-letters/
 * </pre>
 */
public final class NormalizeJob {

  /** The folder of dead letters in the output; its name keeps it out of a later reading. */
  public static final String DEAD_LETTERS_FOLDER = "_dead-letters";

  private static final int REASONS = 3;

  private NormalizeJob() {}

  /** Draws the job. */
  public static void define(
      DataStream<Decoded> history, Sink<SmsEvent> events, Sink<DeadLetter> dead) {
    SingleOutputStreamOperator<SmsEvent> intake =
        history.process(new Intake(), TypeInformation.of(SmsEvent.class));
    intake.name("intake").uid("intake");
    intake.sinkTo(events).name("canonical-events").uid("canonical-events");
    intake.getSideOutput(Intake.DEAD_LETTERS).sinkTo(dead).name("dead-letters").uid("dead-letters");
  }

  /**
   * Runs the job to its end. Nothing in a history is late.
   *
   * @param parallelism slots
   * @param input what to read
   * @param rawLogs reads what is not Parquet
   * @param output folder of the canonical events
   * @param progress told where to ask how many records were read
   * @throws io.pumpwatch.jobs.input.history.MissingInputException where a path does not exist
   * @throws Exception where the job failed
   */
  public static NormalizeCommand.Outcome run(
      int parallelism,
      HistoryInput input,
      RawLogs rawLogs,
      Path output,
      Consumer<LongSupplier> progress)
      throws Exception {
    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(parallelism, RuntimeExecutionMode.BATCH);
    DataStream<Decoded> history =
        environment
            .fromSource(
                HistorySource.of(
                        input.withOutOfOrderness(null), rawLogs, RuntimeExecutionMode.BATCH)
                    .source(),
                CarriedWatermarks.strategy(),
                "history")
            .uid("history");
    Path dead = new Path(output, DEAD_LETTERS_FOLDER);
    define(history, ParquetSinks.eventsByDay(output), ParquetSinks.deadLetters(dead));
    JobClient job = environment.executeAsync("pumpwatch normalize");
    progress.accept(() -> RunCounts.soFar(job).read());
    RunCounts counts = RunCounts.of(job.getJobExecutionResult().get());
    return new NormalizeCommand.Outcome(
        counts.records(), counts.eventsByFormat(), DeadLettersReader.reasons(dead, REASONS));
  }
}
