package io.pumpwatch.jobs;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesFolder;
import io.pumpwatch.jobs.rules.RulesInput;
import java.util.Optional;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.datastream.DataStream;

/** The main job: logs in, findings out. */
public final class DetectJob implements DetectCommand.Job {
  @Override
  public DetectCommand.PreparedRun prepare(DetectOptions options) throws Exception {
    DetectInput input = DetectInput.of(options.input(), options.live(), options.settings());
    RuntimeExecutionMode mode =
        options.live() != null || options.mode() == RunMode.STREAMING
            ? RuntimeExecutionMode.STREAMING
            : RuntimeExecutionMode.BATCH;
    SetAside setAside = SetAside.of(options, input);
    DetectSource source = input.found(setAside.topics());
    Deduplication deduplication = Deduplication.of(input.settings().deduplicate(), source);
    KnownRules rules =
        options.rulesChanges() == null
            ? KnownRules.of(input.settings().detection())
            : KnownRules.of(input.settings().detection(), new RulesFolder(options.rulesChanges()));
    return new DetectRun(options, input.settings(), mode, source, deduplication, rules, setAside);
  }

  /** Draws the job behind its source and attaches its sinks. */
  public static void define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      RulesInput rules,
      String runId,
      OutputDirectory output,
      SetAside setAside) {
    DetectionTopology.Outputs outputs =
        DetectionTopology.define(
            source,
            deduplicate,
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            rules,
            runId);
    outputs
        .findings()
        .sinkTo(ParquetSinks.findings(output.findings()))
        .setParallelism(1)
        .name("findings")
        .uid("findings");
    outputs
        .windows()
        .sinkTo(ParquetSinks.findingWindows(output.findingWindows()))
        .name("finding-windows")
        .uid("finding-windows");
    outputs
        .rulesDecisions()
        .sinkTo(ParquetSinks.rulesDecisions(output.rulesDecisions()))
        .name("rules-decisions")
        .uid("rules-decisions");
    setAside.attach(outputs.deadLetters(), outputs.lateEvents());
  }
}
