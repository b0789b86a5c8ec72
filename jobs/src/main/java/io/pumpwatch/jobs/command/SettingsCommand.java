package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import io.pumpwatch.jobs.settings.SettingsWarnings;
import io.pumpwatch.jobs.settings.SettingsWriter;
import io.pumpwatch.pattern.limit.TrafficScope;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
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
      "  ${COMMAND-FULL-NAME} --effective --settings pumpwatch.yaml",
      "  # the limits that some traffic is judged by",
      "  ${COMMAND-FULL-NAME} --effective --settings pumpwatch.yaml \\",
      "      --tenant shop --country GA"
    })
public final class SettingsCommand implements Callable<Integer>, CheckedCommand {

  private static final String TENANT = "--tenant";
  private static final String FLOW = "--flow";
  private static final String COUNTRY = "--country";
  private static final String NETWORK = "--network";

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

  @Option(
      names = TENANT,
      paramLabel = "NAME",
      description = "Print the limits that hold for this tenant, by the overrides there are.")
  private String tenant = "";

  @Option(names = FLOW, paramLabel = "NAME", description = "The same for this flow.")
  private String flow = "";

  @Option(
      names = COUNTRY,
      paramLabel = "CODE",
      description = "The same for this country, ISO 3166-1 alpha-2.")
  private String country = "";

  @Option(
      names = NETWORK,
      paramLabel = "MCC-MNC",
      description = "The same for this destination network.")
  private String network = "";

  /** With the settings that hold where a file is silent. */
  public SettingsCommand(Record defaults) {
    this.defaults = defaults;
  }

  @Override
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (effective && validate) {
      problems.add("--effective or --validate, not both");
    }
    if (validate && !traffic().isAll()) {
      problems.add(
          String.join(", ", TENANT, FLOW, COUNTRY, NETWORK) + " go with --effective alone");
    }
    return problems;
  }

  @Override
  public Integer call() throws IOException {
    Record settings = file == null ? defaults : SettingsBinder.bind(file, defaults);
    String hash = SettingsWriter.hash(settings);
    PrintWriter out = spec.commandLine().getOut();
    if (settings instanceof Settings all) {
      SettingsWarnings.of(all.detection(), Instant.now())
          .forEach(warning -> spec.commandLine().getErr().println("warning: " + warning));
    }
    if (validate) {
      out.printf("%s: can be used, settings hash %s%n", file == null ? "defaults" : file, hash);
    } else if (settings instanceof Settings all && !traffic().isAll()) {
      TrafficRules rules = new TrafficRules(all.detection(), traffic());
      out.printf("# settings hash %s%n", hash);
      rules.remarks().forEach(remark -> out.println("# " + remark));
      out.print(SettingsWriter.yaml(all.withDetection(rules.inForce())));
    } else {
      out.printf("# settings hash %s%n%s", hash, SettingsWriter.yaml(settings));
    }
    out.flush();
    return ExitCodes.DONE;
  }

  private TrafficScope traffic() {
    return new TrafficScope(tenant, flow, country, network);
  }
}
