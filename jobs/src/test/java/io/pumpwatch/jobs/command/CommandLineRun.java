package io.pumpwatch.jobs.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What one use of the command line came to.
 *
 * @param exitCode what it ended with
 * @param out lines of results
 * @param err lines of messages
 */
record CommandLineRun(int exitCode, List<String> out, List<String> err) {

  static CommandLineRun of(Object command, String... arguments) {
    return of(Map.of(), command, arguments);
  }

  static CommandLineRun of(Map<String, String> environment, Object command, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine commandLine =
        PumpwatchCommand.with(environment, List.of(command))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err));
    int exitCode = commandLine.execute(arguments);
    return new CommandLineRun(
        exitCode, out.toString().lines().toList(), err.toString().lines().toList());
  }
}
