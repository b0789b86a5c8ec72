package io.pumpwatch.jobs;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.jobs.backtest.LabelsException;
import io.pumpwatch.jobs.backtest.LabelsReader;
import io.pumpwatch.jobs.command.BacktestCommand;
import io.pumpwatch.jobs.command.BacktestOptions;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.sweep.Variants;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/** The main job over history, scored against labels. */
public final class BacktestJob implements BacktestCommand.Job {
  /** The name of the settings that hold where no file was named. */
  private static final String DEFAULTS = "defaults";

  private final DetectJob detect = new DetectJob();

  @Override
  public BacktestCommand.PreparedBacktest prepare(BacktestOptions asked) throws Exception {
    BacktestOptions options = asked.run().input().bundledSample() ? ofSample(asked) : asked;
    Optional<List<Label>> labels = labels(options.labels());
    Variants variants = variants(options);
    return new BacktestRun(
        options.run(),
        detect.prepare(options.run(), variants),
        labels,
        options.references(),
        variants);
  }

  private static Variants variants(BacktestOptions options) throws IOException {
    Map<String, Settings> settings = new LinkedHashMap<>();
    java.nio.file.Path first = options.run().settings();
    settings.put(first == null ? DEFAULTS : name(first, settings), DetectInput.settings(first));
    for (java.nio.file.Path file : options.otherSettings()) {
      settings.put(name(file, settings), DetectInput.settings(file));
    }
    return Variants.of(settings, options.sweeps());
  }

  /** The name of the file without its ending, where no other of them has that name. */
  private static String name(java.nio.file.Path file, Map<String, Settings> taken) {
    String plain = file.getFileName().toString().replaceFirst("\\.ya?ml$", "");
    return taken.containsKey(plain) ? file.toString() : plain;
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
        asked.references(),
        asked.otherSettings(),
        asked.sweeps());
  }
}
