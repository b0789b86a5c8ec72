package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.output.KafkaSinks;
import io.pumpwatch.jobs.output.LateEvent;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.privacy.Privacy;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Where a run puts the records that it could not read and the events that came too late: into
 * files, or into topics of the cluster that it reads.
 *
 * @param output the folder for files
 * @param deadLetterTopic null for files
 * @param lateEventsTopic null for files
 * @param kafka how the topics are reached, null where there are none
 */
public record SetAside(
    OutputDirectory output, String deadLetterTopic, String lateEventsTopic, Properties kafka) {

  /** Into files alone. */
  public static SetAside inFiles(OutputDirectory output) {
    return new SetAside(output, null, null, null);
  }

  /** Where the options say. */
  static SetAside of(DetectOptions options, DetectInput input) {
    LiveSelection live = options.live();
    return live == null
        ? inFiles(options.output())
        : new SetAside(
            options.output(),
            live.deadLetterTopic(),
            live.lateEventsTopic(),
            input.live().kafka().clientProperties());
  }

  /** The topics that are written to. */
  List<String> topics() {
    return Stream.of(deadLetterTopic, lateEventsTopic).filter(Objects::nonNull).toList();
  }

  /** Where records are that could not be read, for a person. */
  String deadLettersPlace() {
    return deadLetterTopic == null
        ? PathText.print(output.deadLetters())
        : "topic " + deadLetterTopic;
  }

  /** Where late events are, for a person. */
  String lateEventsPlace() {
    return lateEventsTopic == null
        ? PathText.print(output.lateEvents())
        : "topic " + lateEventsTopic;
  }

  /**
   * Attaches the sinks.
   *
   * @param deadLetters in the form in which they are told
   * @param lateEvents as they came
   * @param privacy in which form late events are told
   */
  void attach(DataStream<DeadLetter> deadLetters, DataStream<Decoded> lateEvents, Privacy privacy) {
    DataStream<LateEvent> lateRows =
        privacy.ofLateEvents(
            lateEvents
                .map(
                    late -> new LateEvent(late.event(), late.watermark()),
                    TypeInformation.of(LateEvent.class))
                .name("late-rows")
                .uid("late-rows"));
    if (deadLetterTopic == null) {
      awayFromTheSource(deadLetters)
          .sinkTo(ParquetSinks.deadLetters(output.deadLetters()))
          .name("dead-letters")
          .uid("dead-letters");
    } else {
      deadLetters
          .sinkTo(KafkaSinks.deadLetters(deadLetterTopic, kafka))
          .name("dead-letter-topic")
          .uid("dead-letter-topic");
    }
    if (lateEventsTopic == null) {
      awayFromTheSource(lateRows)
          .sinkTo(ParquetSinks.lateEvents(output.lateEvents()))
          .name("late-events")
          .uid("late-events");
    } else {
      lateRows
          .sinkTo(KafkaSinks.lateEvents(lateEventsTopic, kafka))
          .name("late-events-topic")
          .uid("late-events-topic");
    }
  }

  /**
   * A slot whose source has come to its end ends the sinks that are chained to it, and Flink
   * completes no checkpoint while a file sink has ended in some slots and goes on in others. Behind
   * a shuffle all of them end at once, when all sources have. In batch there are no checkpoints.
   */
  private static <T> DataStream<T> awayFromTheSource(DataStream<T> rows) {
    RuntimeExecutionMode mode =
        rows.getExecutionEnvironment().getConfiguration().get(ExecutionOptions.RUNTIME_MODE);
    return mode == RuntimeExecutionMode.STREAMING ? rows.rebalance() : rows;
  }
}
