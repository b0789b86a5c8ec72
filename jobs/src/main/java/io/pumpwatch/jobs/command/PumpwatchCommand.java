package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.InstantText;
import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root of the command line, under which the commands hang. */
@Command(
    name = "pumpwatch",
    description = "Finds SMS pumping fraud in the logs an organisation already has.",
    mixinStandardHelpOptions = true,
    versionProvider = PumpwatchCommand.Version.class,
    scope = ScopeType.INHERIT,
    usageHelpAutoWidth = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%nArguments:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the run failed",
      "2:bad usage or bad settings, every problem listed"
    })
public final class PumpwatchCommand implements Callable<Integer> {
  private static final String STACK_TRACE = "--stack-trace";
  private static final String DEBUG = "PUMPWATCH_DEBUG";
  private static final String NAME = "PUMPWATCH_COMMAND";

  @Spec private CommandSpec spec;

  @Option(
      names = STACK_TRACE,
      scope = ScopeType.INHERIT,
      description = "Where a command fails, show where in the program (also: " + DEBUG + "=1).")
  private boolean stackTrace;

  private PumpwatchCommand() {}

  /**
   * A command line with these commands.
   *
   * @param environment environment variables: {@value #DEBUG} shows stack traces, {@value #NAME} is
   *     what the program is called in its own texts
   * @param commands objects annotated as picocli commands
   */
  public static CommandLine with(Map<String, String> environment, List<?> commands) {
    CommandLine root = new CommandLine(new PumpwatchCommand());
    commands.forEach(root::addSubcommand);
    root.setCommandName(environment.getOrDefault(NAME, root.getCommandName()));
    CommandExecution execution = new CommandExecution(environment.containsKey(DEBUG));
    root.setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionStrategy(execution)
        .setExecutionExceptionHandler(execution)
        .registerConverter(Path.class, PathText::parse)
        .registerConverter(Instant.class, InstantText::parse)
        .registerConverter(PostgresUrl.class, PostgresOptions::parse)
        .registerConverter(ArchivePlace.class, ArchiveOptions::parse)
        .setOut(utf8(System.out))
        .setErr(utf8(System.err));
    root.getCommandSpec().parser().collectErrors(true);
    root.getSubcommands().values().forEach(PumpwatchCommand::prepare);
    return root;
  }

  /** Has the command's own options shown first, with the words that they take. */
  private static void prepare(CommandLine commandLine) {
    CommandSpec command = commandLine.getCommandSpec();
    command.parser().collectErrors(true);
    if (!command.subcommands().isEmpty()) {
      // Its options are its commands' too, and cannot be added to them a second time.
      command.subcommands().values().forEach(PumpwatchCommand::prepare);
      return;
    }
    Map<String, Collection<String>> choices =
        command.userObject() instanceof CheckedCommand checked ? checked.choices() : Map.of();
    List<OptionSpec> options = new ArrayList<>(command.options());
    options.sort(Comparator.comparing(PumpwatchCommand::ofEveryCommand));
    options.forEach(command::remove);
    for (OptionSpec option : options) {
      Collection<String> words = choices.get(option.longestName());
      command.add(words == null ? option : option.toBuilder().completionCandidates(words).build());
    }
  }

  private static boolean ofEveryCommand(OptionSpec option) {
    return option.usageHelp() || option.versionHelp() || option.longestName().equals(STACK_TRACE);
  }

  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  static boolean wantsStackTrace(ParseResult parsed) {
    return parsed.commandSpec().root().userObject() instanceof PumpwatchCommand root
        && root.stackTrace;
  }

  /** Without a command: what there is. */
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return ExitCodes.REFUSED;
  }

  /** The version of the jar that holds the program. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = PumpwatchCommand.class.getPackage().getImplementationVersion();
      return new String[] {"pumpwatch " + (version == null ? "(not packaged)" : version)};
    }
  }
}
