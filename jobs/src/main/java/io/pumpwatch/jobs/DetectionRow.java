package io.pumpwatch.jobs;

import io.pumpwatch.jobs.benchmark.BenchmarkRow;
import io.pumpwatch.jobs.benchmark.TimedJob;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.RunMode;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.run.RunId;
import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.fs.Path;

/** What {@code detect} does over the same files, with all patterns at their defaults. */
record DetectionRow() implements BenchmarkRow {

  @Override
  public String name() {
    return "pumpwatch";
  }

  @Override
  public String description() {
    return "detect with all patterns at their defaults, findings to Parquet";
  }

  @Override
  public Outcome run(Place place) throws Exception {
    OutputDirectory output = new OutputDirectory(new Path(place.output().toUri()));
    DetectOptions options =
        new DetectOptions(
            RunId.at(Instant.now()),
            new InputSelection(
                List.of(new Path(place.traffic().folder().toUri())), null, null, null),
            null,
            null,
            null,
            null,
            null,
            output,
            place.parallelism(),
            RunMode.AUTO,
            null,
            null,
            null,
            null);
    JobExecutionResult result;
    try (Progress silent =
        Progress.start(new PrintWriter(Writer.nullWriter()), Terminal.ofProcess())) {
      result = new DetectJob().prepare(options).define(silent).execute("pumpwatch detect");
    }
    return new Outcome(TimedJob.seconds(result), (long) DetectRun.findings(output).size());
  }
}
