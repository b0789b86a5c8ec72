package io.pumpwatch.jobs;

import io.pumpwatch.jobs.command.ExitCodes;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import java.util.List;

/** The command line: the main class of the jar, on this machine and on a cluster. */
public final class Pumpwatch {
  private Pumpwatch() {}

  /** Runs one command. */
  public static void main(String[] arguments) {
    int exitCode = PumpwatchCommand.with(System.getenv(), commands()).execute(arguments);
    if (exitCode != ExitCodes.DONE) {
      end(exitCode);
    }
  }

  private static List<?> commands() {
    return List.of();
  }

  /** On a cluster the program is a guest in a JVM that goes on without it. */
  private static void end(int exitCode) {
    if (Pumpwatch.class.getClassLoader() != ClassLoader.getSystemClassLoader()) {
      throw new IllegalStateException("pumpwatch ended with exit code " + exitCode);
    }
    System.exit(exitCode);
  }
}
