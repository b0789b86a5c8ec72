package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.InertText;
import io.pumpwatch.jobs.output.postgres.UnfitDatabaseException;
import io.pumpwatch.jobs.settings.SettingsException;
import io.pumpwatch.jobs.settings.SettingsProblem;
import io.pumpwatch.jobs.settings.Words;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs a command once its options are known to be sound, and says what went wrong in one line, or
 * in one line for each problem. The stack trace is for those who ask for it.
 */
final class CommandExecution implements IExecutionStrategy, IExecutionExceptionHandler {
  private static final int LONGEST_MESSAGE = 2000;
  private static final String ANY_NAME = "NAME";

  private final boolean debug;

  /** With whether a failure always shows its stack trace. */
  CommandExecution(boolean debug) {
    this.debug = debug;
  }

  @Override
  public int execute(ParseResult parsed) {
    Integer helped = CommandLine.executeHelpRequest(parsed);
    if (helped != null) {
      return helped;
    }
    Set<String> problems = new LinkedHashSet<>();
    ParseResult last = parsed;
    for (ParseResult at = parsed; at != null; at = at.subcommand()) {
      at.errors().forEach(error -> problems.add(message(error)));
      if (at.commandSpec().userObject() instanceof CheckedCommand command) {
        problems.addAll(unofferedWords(command, at));
        problems.addAll(command.problems());
      }
      last = at;
    }
    if (!problems.isEmpty()) {
      return refuse(last.commandSpec().commandLine(), List.copyOf(problems));
    }
    return new RunLast().execute(parsed);
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine commandLine, ParseResult parsed) {
    if (failure instanceof SettingsException refusal) {
      print(commandLine, refusal.problems().stream().map(SettingsProblem::toString).toList());
      return ExitCodes.REFUSED;
    }
    if (failure instanceof UsageException refusal) {
      return refuse(commandLine, refusal.problems());
    }
    if (failure instanceof UnfitDatabaseException refusal) {
      print(commandLine, List.of(refusal.getMessage()));
      return ExitCodes.REFUSED;
    }
    print(commandLine, List.of(commandLine.getCommandName() + " failed: " + causes(failure)));
    if (debug || PumpwatchCommand.wantsStackTrace(parsed)) {
      failure.printStackTrace(commandLine.getErr());
    } else {
      print(commandLine, List.of("(--stack-trace shows where)"));
    }
    return ExitCodes.FAILED;
  }

  private static int refuse(CommandLine commandLine, List<String> problems) {
    print(commandLine, problems);
    String name = commandLine.getCommandSpec().qualifiedName();
    print(commandLine, List.of("See " + name + " --help"));
    return ExitCodes.REFUSED;
  }

  private static void print(CommandLine commandLine, List<String> lines) {
    lines.forEach(line -> commandLine.getErr().println(InertText.of(line, LONGEST_MESSAGE)));
    commandLine.getErr().flush();
  }

  private static String message(Exception error) {
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      return error.getMessage()
          + " (did you mean "
          + String.join(" or ", unmatched.getSuggestions())
          + "?)";
    }
    return error.getMessage();
  }

  private static List<String> unofferedWords(CheckedCommand command, ParseResult parsed) {
    List<String> problems = new ArrayList<>();
    command
        .choices()
        .forEach(
            (name, words) -> {
              OptionSpec option = parsed.matchedOption(name);
              if (option != null) {
                option.stringValues().stream()
                    .filter(word -> words.stream().noneMatch(offered -> offers(offered, word)))
                    .forEach(word -> problems.add(unoffered(name, word, words)));
              }
            });
    return problems;
  }

  private static boolean offers(String offered, String word) {
    if (!offered.endsWith(ANY_NAME)) {
      return offered.equals(word);
    }
    String beginning = offered.substring(0, offered.length() - ANY_NAME.length());
    return word.startsWith(beginning) && word.length() > beginning.length();
  }

  private static String unoffered(String option, String word, Collection<String> words) {
    return String.format(
        "Invalid value for option '%s': '%s' (%s)",
        option,
        word,
        Words.nearest(word, words)
            .map(near -> "did you mean " + near + "?")
            .orElse("expected one of " + String.join(", ", words)));
  }

  /** The messages from the outermost failure to its root, each one once. */
  private static String causes(Throwable failure) {
    Set<String> messages = new LinkedHashSet<>();
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    for (Throwable at : List.of(failure, root)) {
      messages.add(at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage());
    }
    return String.join(": ", messages);
  }
}
