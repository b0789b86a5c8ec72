package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.command.survey.SurveyText;
import io.pumpwatch.jobs.command.text.Terminal;
import io.pumpwatch.jobs.survey.InputSurvey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what the input is, before anything runs. */
@Command(
    name = "check",
    description = {
      "Reads a sample of the input and says which formats it recognised, which fields are filled,"
          + " which requests were read as sending or confirming a code, and which patterns will be"
          + " blind and what to switch on. Nothing is written.",
      "",
      "Without --input it looks at the sample that comes with the program."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ${COMMAND-FULL-NAME} --input logs",
      "  ${COMMAND-FULL-NAME} --input logs --settings pumpwatch.yaml --records 100000"
    })
public final class CheckCommand implements Callable<Integer>, CheckedCommand {

  /** What looks at the input. */
  @FunctionalInterface
  public interface Job {
    /**
     * Reads a sample, telling the progress what it has read.
     *
     * @throws io.pumpwatch.jobs.settings.SettingsException for bad settings
     * @throws UsageException for input that cannot be used
     */
    InputSurvey look(CheckOptions options, Progress progress) throws Exception;
  }

  private final Collection<String> formats;
  private final Job job;

  @Spec private CommandSpec spec;

  @Mixin private LogOptions logs;

  @Option(
      names = "--records",
      paramLabel = "N",
      defaultValue = "5000",
      description = "How many records of each file to read at most (default: ${DEFAULT-VALUE}).")
  private long records;

  /** With the names of the log formats that {@code --format} takes, and what looks at the input. */
  public CheckCommand(Collection<String> formats, Job job) {
    this.formats = List.copyOf(formats);
    this.job = job;
  }

  @Override
  public Map<String, Collection<String>> choices() {
    return Map.of("--format", LogOptions.choices(formats));
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>(logs.problems());
    if (records < 1) {
      problems.add("--records must be at least 1, is " + records);
    }
    return problems;
  }

  @Override
  public Integer call() throws Exception {
    InputSelection input = new InputSelection(logs.paths(), logs.format(), null, null);
    InputSurvey survey;
    try (Progress progress = Progress.start(spec.commandLine().getErr(), Terminal.ofProcess())) {
      survey = job.look(new CheckOptions(input, logs.settings(), records), progress);
    }
    new SurveyText(survey).print(spec.commandLine().getOut());
    if (survey.hasReadableRecords()) {
      return ExitCodes.DONE;
    }
    spec.commandLine().getErr().println("check failed: no record of the input could be read");
    return ExitCodes.FAILED;
  }
}
