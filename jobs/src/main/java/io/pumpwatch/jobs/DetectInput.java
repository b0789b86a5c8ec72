package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.InputSelection;
import io.pumpwatch.jobs.command.LiveSelection;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.LogFormats;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistoryListing;
import io.pumpwatch.jobs.input.history.MissingInputException;
import io.pumpwatch.jobs.input.live.FoundTopics;
import io.pumpwatch.jobs.input.live.KafkaConnection;
import io.pumpwatch.jobs.input.live.LiveInput;
import io.pumpwatch.jobs.input.live.LiveInputException;
import io.pumpwatch.jobs.input.live.LiveSource;
import io.pumpwatch.jobs.input.live.TopicStart;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What a job reads and by which settings, from the words of the command line.
 *
 * @param settings the settings in force
 * @param history the files, null for none
 * @param live the topics, null for none
 */
record DetectInput(Settings settings, HistoryInput history, LiveInput live) {

  /**
   * What a job reads that knows no topics.
   *
   * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
   * @throws UsageException where the settings map no log of the name that was asked for
   */
  static DetectInput of(InputSelection selection, Path settingsFile) throws IOException {
    return of(selection, null, settingsFile);
  }

  /**
   * Reads the settings file; with no input named, unpacks the bundled sample, whose own settings
   * then hold unless others are named.
   *
   * @param live the topics, null for none
   * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
   * @throws UsageException where the settings map no log of the name that was asked for
   */
  static DetectInput of(InputSelection selection, LiveSelection live, Path settingsFile)
      throws IOException {
    if (live == null && selection.bundledSample()) {
      BundledSample sample = BundledSample.unpack();
      Settings settings = settings(settingsFile == null ? sample.settings() : settingsFile);
      return new DetectInput(
          settings,
          history(settings, selection, List.of(sample.logs().toString()), selection.to()),
          null);
    }
    Settings settings = settings(settingsFile);
    List<String> paths = selection.paths().stream().map(PathText::print).toList();
    Instant end = live != null && live.seam() != null ? live.seam() : selection.to();
    return new DetectInput(
        settings,
        paths.isEmpty() ? null : history(settings, selection, paths, end),
        live == null ? null : live(settings, selection, live));
  }

  private static HistoryInput history(
      Settings settings, InputSelection selection, List<String> paths, Instant end) {
    requireKnown("--format", selection.format(), settings);
    return new HistoryInput(
        paths,
        selection.format(),
        TimeRange.between(selection.from(), end),
        settings.history().splitBytes(),
        settings.history().outOfOrderness(),
        settings.input().clientAddress());
  }

  private static LiveInput live(Settings settings, InputSelection selection, LiveSelection live)
      throws IOException {
    live.topics()
        .forEach(
            logs -> requireKnown("--kafka-topic " + logs.topic() + "=", logs.format(), settings));
    Instant seam = live.seam();
    TopicStart start = live.start() == null ? TopicStart.EARLIEST : live.start();
    try {
      return new LiveInput(
          KafkaConnection.of(live.brokers(), live.properties()),
          live.topics(),
          seam == null ? start : TopicStart.at(seam.minus(settings.live().allowedSkew())),
          live.untilLatest(),
          TimeRange.between(seam == null ? selection.from() : seam, selection.to()),
          settings.live());
    } catch (LiveInputException e) {
      throw new UsageException(e.getMessage());
    }
  }

  private static void requireKnown(String option, String format, Settings settings) {
    List<String> formats = new LogFormats(settings.input()).names();
    if (format != null && !formats.contains(format)) {
      throw new UsageException(
          option
              + (option.endsWith("=") ? "" : " ")
              + format
              + ": the settings map no such log; known: "
              + String.join(", ", formats));
    }
  }

  /** The settings of that file, null for the defaults. */
  static Settings settings(Path file) throws IOException {
    return file == null ? Settings.defaults() : SettingsBinder.bind(file, Settings.defaults());
  }

  /** The same files, of which no event is taken for late. */
  DetectInput withoutLateness() {
    return new DetectInput(settings, history.withOutOfOrderness(null), null);
  }

  /** What reads the files that are not Parquet. */
  RawLogs rawLogs() {
    return new RawLogFiles(settings.input());
  }

  /**
   * Finds what there is to read.
   *
   * @param written topics that are to be written to
   * @throws UsageException where a path or a topic does not exist, or there is nothing to read
   */
  DetectSource found(Collection<String> written) throws IOException {
    HistoryListing files = history == null ? null : foundFiles();
    return new DetectSource(files, rawLogs(), live == null ? null : foundTopics(written));
  }

  private LiveSource foundTopics(Collection<String> written) {
    try {
      return new LiveSource(
          live,
          FoundTopics.of(live, written),
          rawLogs(),
          settings.input().limits().deadLetterRawBytes());
    } catch (LiveInputException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /**
   * Finds the files.
   *
   * @throws UsageException where a path does not exist, or there is nothing to read
   */
  HistoryListing foundFiles() throws IOException {
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
