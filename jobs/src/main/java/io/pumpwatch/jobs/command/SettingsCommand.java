package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.jobs.settings.SettingsWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows and checks settings. */
@Command(
    name = "settings",
    description = {
      "Shows the settings that a run would use, or checks a file without running anything.",
      "Secrets are never shown."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  # every setting with its default, to start a file from",
      "  ${COMMAND-FULL-NAME} > pumpwatch.yaml",
      "  # every problem of a file, with its line",
      "  ${COMMAND-FULL-NAME} --validate --settings pumpwatch.yaml",
      "  # what a run with it would use",
      "  ${COMMAND-FULL-NAME} --effective --settings pumpwatch.yaml"
    })
public final class SettingsCommand implements Callable<Integer>, CheckedCommand {

  private final Record defaults;

  @Spec private CommandSpec spec;

  @Option(
      names = "--effective",
      description = "Print the settings in force, the file's over the defaults (the default).")
  private boolean effective;

  @Option(names = "--validate", description = "Say whether the file can be used.")
  private boolean validate;

  @Option(
      names = "--settings",
      paramLabel = "FILE",
      description = "Settings in YAML (default: none, so that the defaults show).")
  private Path file;

  /** With the settings that hold where a file is silent. */
  public SettingsCommand(Record defaults) {
    this.defaults = defaults;
  }

  @Override
  public List<String> problems() {
    return effective && validate ? List.of("--effective or --validate, not both") : List.of();
  }

  @Override
  public Integer call() throws IOException {
    Record settings = file == null ? defaults : SettingsBinder.bind(file, defaults);
    String hash = SettingsWriter.hash(settings);
    PrintWriter out = spec.commandLine().getOut();
    if (validate) {
      out.printf("%s: can be used, settings hash %s%n", file == null ? "defaults" : file, hash);
    } else {
      out.printf("# settings hash %s%n%s", hash, SettingsWriter.yaml(settings));
    }
    out.flush();
    return ExitCodes.DONE;
  }
}
