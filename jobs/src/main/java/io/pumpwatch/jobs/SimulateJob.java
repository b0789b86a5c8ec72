package io.pumpwatch.jobs;

import io.pumpwatch.datasets.sample.SampleFiles;
import io.pumpwatch.datasets.simulate.Blemishes;
import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.SimulationPlan;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.Visibility;
import io.pumpwatch.datasets.simulate.Worlds;
import io.pumpwatch.datasets.simulate.log.CanonicalLine;
import io.pumpwatch.datasets.simulate.log.CloudTrailFile;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.LabelLine;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.command.SimulateCommand;
import io.pumpwatch.jobs.command.SimulateOptions;
import io.pumpwatch.jobs.command.run.Progress;
import io.pumpwatch.jobs.output.DailyEventFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/** Writes labelled traffic in canonical form or as one of the logs that its tenants keep. */
public final class SimulateJob implements SimulateCommand.Job {
  /** Canonical events as Parquet, a folder a day. */
  public static final String CANONICAL_PARQUET = "canonical-parquet";

  private static final String CANONICAL = "canonical";

  private final AtomicLong written = new AtomicLong();

  /** What can be written: canonical events, or every log that a simulated tenant keeps. */
  public static List<String> formats() {
    TreeSet<String> logs = new TreeSet<>();
    for (Tenant tenant : Tenants.ALL) {
      tenant.logs().forEach(log -> logs.add(log.format()));
    }
    logs.remove(CANONICAL);
    List<String> formats = new ArrayList<>(List.of(CANONICAL_PARQUET, CANONICAL));
    formats.addAll(logs);
    return formats;
  }

  @Override
  public SimulateCommand.Outcome run(SimulateOptions options, Progress progress)
      throws IOException {
    progress.follow(written::get);
    Simulation simulation = Simulation.of(plan(options));
    Blemishes blemishes =
        new Blemishes(options.seed(), options.duplicates(), options.disorder(), options.sparse());
    Path events = new Path(options.output(), "events");
    switch (options.format()) {
      case CANONICAL_PARQUET ->
          writeParquet(blemishes.events(simulation.events(Visibility.COMPLETE)), events);
      case CANONICAL -> {
        Iterator<SmsEvent> rows = blemishes.events(simulation.events(Visibility.COMPLETE));
        writeLines(() -> mapped(rows, CanonicalLine::of), new Path(events, "canonical.ndjson.gz"));
      }
      default -> writeLogs(simulation, blemishes, options.format(), events);
    }
    try (OutputStream out = create(new Path(options.output(), SampleFiles.SETTINGS));
        InputStream settings = SampleFiles.open(SampleFiles.SETTINGS)) {
      settings.transferTo(out);
    }
    try (Writer out = text(create(new Path(options.output(), SampleFiles.LABELS)))) {
      for (Label label : simulation.labels()) {
        out.write(LabelLine.of(label) + "\n");
      }
    }
    long attacks =
        simulation.labels().stream().filter(label -> label.kind() == Label.Kind.ATTACK).count();
    return new SimulateCommand.Outcome(
        written.get(), attacks, simulation.labels().size() - attacks);
  }

  private static SimulationPlan plan(SimulateOptions options) {
    return new SimulationPlan(
        options.seed(),
        SimulationPlan.USUAL_FIRST_DAY,
        options.days(),
        options.quietDays(),
        options.scale(),
        ProfileCatalogue.all().stream()
            .filter(profile -> options.profiles().contains(profile.name()))
            .toList(),
        Worlds.named(options.world()).orElseThrow());
  }

  private void writeParquet(Iterator<SmsEvent> events, Path folder) throws IOException {
    try (DailyEventFiles days = new DailyEventFiles(folder)) {
      while (events.hasNext()) {
        days.write(events.next());
        written.incrementAndGet();
      }
    }
  }

  private void writeLogs(Simulation simulation, Blemishes blemishes, String format, Path folder)
      throws IOException {
    for (Tenant tenant : Tenants.ALL) {
      for (MessageLog log : tenant.logs()) {
        if (log.format().equals(format)) {
          Iterator<LogLine> arrivals =
              blemishes.arrivals(simulation.lines(tenant, log), LogLine::writtenMicros);
          Iterable<String> lines = () -> mapped(arrivals, LogLine::text);
          String extension = format.equals("access-log") ? ".log.gz" : ".json.gz";
          writeLines(
              format.equals("cloudtrail") ? CloudTrailFile.of(lines) : lines,
              new Path(folder, tenant.name() + "/" + format + extension));
        }
      }
    }
  }

  private void writeLines(Iterable<String> lines, Path file) throws IOException {
    try (Writer out = text(new GZIPOutputStream(create(file)))) {
      for (String line : lines) {
        out.write(line + "\n");
        written.incrementAndGet();
      }
    }
  }

  private static OutputStream create(Path file) throws IOException {
    return file.getFileSystem().create(file, WriteMode.NO_OVERWRITE);
  }

  private static Writer text(OutputStream out) {
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private static <T> Iterator<String> mapped(Iterator<T> items, Function<T, String> text) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public String next() {
        return text.apply(items.next());
      }
    };
  }
}
