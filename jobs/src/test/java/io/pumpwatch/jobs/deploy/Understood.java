package io.pumpwatch.jobs.deploy;

import io.pumpwatch.jobs.command.DetectCommand;
import io.pumpwatch.jobs.command.DetectOptions;
import io.pumpwatch.jobs.command.PumpwatchCommand;
import io.pumpwatch.jobs.command.TablesCommand;
import io.pumpwatch.jobs.command.UsageException;
import io.pumpwatch.jobs.input.format.LogFormats;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * What the real command line understands of the arguments of a manifest, up to the point where the
 * command would start.
 *
 * @param runs of {@code detect}
 * @param databases of {@code tables}
 * @param refusals what it says where it refuses them
 */
record Understood(List<DetectOptions> runs, List<PostgresUrl> databases, List<String> refusals) {
  private static final String FAR_ENOUGH = "far enough";

  static Understood of(List<String> arguments) {
    List<DetectOptions> runs = new ArrayList<>();
    List<PostgresUrl> databases = new ArrayList<>();
    DetectCommand detect =
        new DetectCommand(
            LogFormats.offeredNames(),
            options -> {
              runs.add(options);
              throw new UsageException(FAR_ENOUGH);
            });
    TablesCommand tables =
        new TablesCommand(
            url -> {
              databases.add(url);
              throw new UsageException(FAR_ENOUGH);
            });
    StringWriter said = new StringWriter();
    CommandLine commandLine =
        PumpwatchCommand.with(Map.of(), List.of(detect, tables))
            .setOut(new PrintWriter(said))
            .setErr(new PrintWriter(said));
    commandLine.execute(arguments.toArray(String[]::new));
    boolean started = runs.size() + databases.size() == 1;
    return new Understood(runs, databases, started ? List.of() : said.toString().lines().toList());
  }
}
