package io.pumpwatch.jobs;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.jobs.backtest.LabelsException;
import io.pumpwatch.jobs.backtest.LabelsReader;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.BacktestOptions;
import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.UsageException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** The main job over history, scored against labels. */
public final class BacktestJob implements BacktestCommand.Job {
  private final DetectCommand.Job detect = new DetectJob();

  @Override
  public BacktestCommand.PreparedBacktest prepare(BacktestOptions asked) throws Exception {
    BacktestOptions options = asked.run().input().bundledSample() ? ofSample(asked) : asked;
    Optional<List<Label>> labels = labels(options.labels());
    return new BacktestRun(
        options.run(), detect.prepare(options.run()), labels, options.references());
  }

  private static Optional<List<Label>> labels(Path file) throws IOException {
    if (file == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(LabelsReader.read(file));
    } catch (LabelsException e) {
      throw new UsageException(e.problems());
    } catch (FileNotFoundException e) {
      throw new UsageException("--labels " + file + ": there is no such file");
    }
  }

  /** The sample is read twice, so it is unpacked here; its own settings and labels go with it. */
  private static BacktestOptions ofSample(BacktestOptions asked) throws IOException {
    BundledSample sample = BundledSample.unpack();
    DetectOptions run = asked.run();
    InputSelection selection =
        new InputSelection(
            List.of(new Path(sample.logs().toUri())),
            run.input().format(),
            run.input().from(),
            run.input().to());
    return new BacktestOptions(
        new DetectOptions(
                run.runId(),
                selection,
                run.settings() == null ? sample.settings() : run.settings(),
                run.output(),
                run.parallelism(),
                run.mode())
            .withBaseline(run.baseline()),
        asked.labels() == null ? new Path(sample.labels().toUri()) : asked.labels(),
        asked.references());
  }
}
