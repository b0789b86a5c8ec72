package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistoryListing;
import io.pumpwatch.jobs.input.history.MissingInputException;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What a job reads and by which settings, from the words of the command line.
 *
 * @param settings the settings in force
 * @param history the files
 */
record DetectInput(Settings settings, HistoryInput history) {

  /**
   * Reads the settings file; with no input named, unpacks the bundled sample, whose own settings
   * then hold unless others are named.
   *
   * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
   */
  static DetectInput of(InputSelection selection, Path settingsFile) throws IOException {
    if (!selection.bundledSample()) {
      return of(
          settings(settingsFile),
          selection,
          selection.paths().stream().map(PathText::print).toList());
    }
    BundledSample sample = BundledSample.unpack();
    return of(
        settings(settingsFile == null ? sample.settings() : settingsFile),
        selection,
        List.of(sample.logs().toString()));
  }

  private static DetectInput of(Settings settings, InputSelection selection, List<String> paths) {
    return new DetectInput(
        settings,
        new HistoryInput(
            paths,
            selection.format(),
            TimeRange.between(selection.from(), selection.to()),
            settings.history().splitBytes(),
            settings.history().outOfOrderness(),
            settings.input().clientAddress()));
  }

  private static Settings settings(Path file) throws IOException {
    return file == null ? Settings.defaults() : SettingsBinder.bind(file, Settings.defaults());
  }

  /** What reads the files that are not Parquet. */
  RawLogs rawLogs() {
    return new RawLogFiles(settings.input());
  }

  /**
   * Finds the files.
   *
   * @throws UsageException where a path does not exist, or there is nothing to read
   */
  HistoryListing found() throws IOException {
    HistoryListing found;
    try {
      found = HistoryListing.of(history);
    } catch (MissingInputException e) {
      throw new UsageException(e.getMessage());
    }
    if (found.files() == 0) {
      throw new UsageException(
          "there is no file to read in "
              + String.join(", ", history.paths())
              + (history.range().equals(TimeRange.ALL) ? "" : " between --from and --to"));
    }
    return found;
  }
}
