package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.DetectJob;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.NormalizeJob;
import io.pumpwatch.jobs.SetAside;
import io.pumpwatch.jobs.alert.AlertTopic;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistorySource;
import io.pumpwatch.jobs.input.live.FoundTopics;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.input.live.LiveInput;
import io.pumpwatch.jobs.input.live.LiveInputs;
import io.pumpwatch.jobs.input.live.LiveSource;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.settings.AlertSettings;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.pattern.DetectionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.dag.Transformation;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job as it is drawn, before it runs. */
enum DrawnJob {
  DETECT {
    @Override
    void draw(DataStream<Decoded> history, Path output) {
      DetectJob.define(
          history,
          Optional.of(new Deduplicate(Duration.ofDays(1))),
          RulesInput.of(KnownRules.of(DetectionRules.defaults())),
          "run",
          new OutputDirectory(output),
          SetAside.inFiles(new OutputDirectory(output)),
          Optional.of(
              new AlertTopic(
                  "alerts",
                  new KafkaConnection(List.of("localhost:9092"), Map.of()),
                  AlertSettings.defaults())));
    }
  },
  DETECT_VARIANTS {
    @Override
    void draw(DataStream<Decoded> history, Path output) {
      DetectJob.define(
          history,
          Optional.empty(),
          RulesInput.of(
              KnownRules.of(
                  DetectionRules.defaults(),
                  List.of(
                      SettingsBinder.bind(
                              "variant", "detection: {protection: cautious}", Settings.defaults())
                          .detection()))),
          "run",
          new OutputDirectory(output),
          SetAside.inFiles(new OutputDirectory(output)),
          Optional.empty());
    }
  },
  DETECT_TOPICS {
    @Override
    DataStream<Decoded> source(
        StreamExecutionEnvironment environment,
        RuntimeExecutionMode mode,
        java.nio.file.Path folder) {
      LiveInput input = LiveInputs.of(BROKERS, "events", null);
      return new LiveSource(input, new FoundTopics(Map.of()), RAW_LOGS, 0).stream(environment);
    }

    @Override
    void draw(DataStream<Decoded> topics, Path output) {
      Properties kafka = new KafkaConnection(List.of(BROKERS), Map.of()).clientProperties();
      DetectJob.define(
          topics,
          Optional.empty(),
          RulesInput.of(KnownRules.of(DetectionRules.defaults())),
          "run",
          new OutputDirectory(output),
          new SetAside(new OutputDirectory(output), "dead-letters", "late-events", kafka),
          Optional.empty());
    }
  },
  NORMALIZE {
    @Override
    void draw(DataStream<Decoded> history, Path output) {
      NormalizeJob.define(
          history, ParquetSinks.eventsByDay(output), ParquetSinks.deadLetters(output));
    }
  };

  private static final String BROKERS = "127.0.0.1:9092";
  private static final RawLogs RAW_LOGS = new RawLogFiles(InputSettings.defaults());

  abstract void draw(DataStream<Decoded> source, Path output);

  DataStream<Decoded> source(
      StreamExecutionEnvironment environment, RuntimeExecutionMode mode, java.nio.file.Path folder)
      throws IOException {
    java.nio.file.Path log = Files.writeString(folder.resolve("empty.log"), "");
    HistorySource source = HistorySource.of(HistoryInput.of(log.toString()), RAW_LOGS, mode);
    return environment
        .fromSource(source.source(), CarriedWatermarks.strategy(), "history")
        .uid("history");
  }

  /** Everything that was drawn, each transformation once. */
  Set<Transformation<?>> transformations(RuntimeExecutionMode mode, java.nio.file.Path folder)
      throws IOException {
    Set<Transformation<?>> all = new LinkedHashSet<>();
    for (Transformation<?> transformation : environment(mode, folder).getTransformations()) {
      all.addAll(transformation.getTransitivePredecessors());
    }
    return all;
  }

  /** The environment in which it was drawn, for two slots. */
  StreamExecutionEnvironment environment(RuntimeExecutionMode mode, java.nio.file.Path folder)
      throws IOException {
    return environment(2, mode, folder);
  }

  /** The environment in which it was drawn. */
  StreamExecutionEnvironment environment(
      int slots, RuntimeExecutionMode mode, java.nio.file.Path folder) throws IOException {
    StreamExecutionEnvironment environment = FlinkEnvironment.create(slots, mode);
    draw(source(environment, mode, folder), new Path(folder.resolve("output").toUri()));
    return environment;
  }
}
