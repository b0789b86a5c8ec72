package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.CheckCommand;
import io.pumpwatch.jobs.command.CheckOptions;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.format.IgnoredRequests;
import io.pumpwatch.jobs.input.history.HistoryListing;
import io.pumpwatch.jobs.input.history.HistorySample;
import io.pumpwatch.jobs.survey.InputSurvey;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.core.fs.Path;

/** Looks at a sample of the input, in this process and without Flink's runtime. */
final class CheckJob implements CheckCommand.Job {
  private static final int MOST_FILES = 200;

  @Override
  public InputSurvey look(CheckOptions options, Progress progress) throws IOException {
    DetectInput input = DetectInput.of(options.input(), options.settings());
    HistoryListing found = input.foundFiles();
    InputSurvey survey = new InputSurvey(found.files());
    progress.follow(survey::records);
    IgnoredRequests ignored = new IgnoredRequests(input.settings().input());
    new HistorySample(found, input.rawLogs(), MOST_FILES)
        .read(options.records(), new Visit(survey, ignored, options.records()));
    return survey;
  }

  /** Goes from file to file. */
  private static final class Visit implements HistorySample.Visitor {
    private final InputSurvey survey;
    private final IgnoredRequests ignored;
    private final long mostRecords;
    private Path file;
    private boolean isWebLog;

    Visit(InputSurvey survey, IgnoredRequests ignored, long mostRecords) {
      this.survey = survey;
      this.ignored = ignored;
      this.mostRecords = mostRecords;
    }

    @Override
    public void begins(Path path) {
      file = path;
      isWebLog = false;
    }

    @Override
    public void yields(Decoded decoded) {
      survey.add(file.toString(), decoded);
      isWebLog |= IgnoredRequests.FORMAT.equals(decoded.format());
    }

    @Override
    public void ends(boolean toItsEnd) throws IOException {
      survey.addFile(toItsEnd);
      if (isWebLog) {
        try (InputStream in = file.getFileSystem().open(file)) {
          ignored.read(
              in,
              mostRecords,
              request -> survey.addIgnoredRequest(IgnoredRequests.FORMAT, request));
        }
      }
    }
  }
}
