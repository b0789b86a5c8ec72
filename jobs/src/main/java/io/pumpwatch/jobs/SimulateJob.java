package io.pumpwatch.jobs;

import io.pumpwatch.datasets.sample.SampleFiles;
import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.ScheduledProfile;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.Visibility;
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
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.output.ParquetTableWriter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    List<ScheduledProfile> profiles =
        ProfileCatalogue.all().stream()
            .filter(
                profile ->
                    options.profiles().isEmpty() || options.profiles().contains(profile.name()))
            .toList();
    Simulation simulation =
        Simulation.of(options.seed(), options.days(), options.scale(), profiles);
    Path events = new Path(options.output(), "events");
    switch (options.format()) {
      case CANONICAL_PARQUET -> writeParquet(simulation, events);
      case CANONICAL ->
          writeLines(canonicalLines(simulation), new Path(events, "canonical.ndjson.gz"));
      default -> writeLogs(simulation, options.format(), events);
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

  private void writeParquet(Simulation simulation, Path folder) throws IOException {
    ParquetTableWriter<SmsEvent> day = null;
    LocalDate open = null;
    try {
      for (Iterator<SmsEvent> events = simulation.events(Visibility.COMPLETE); events.hasNext(); ) {
        SmsEvent event = events.next();
        LocalDate date = event.eventTime().atOffset(ZoneOffset.UTC).toLocalDate();
        if (!date.equals(open)) {
          if (day != null) {
            day.close();
          }
          day =
              ParquetTableWriter.create(
                  EventsTable.TABLE, new Path(folder, "dt=" + date + "/events.parquet"));
          open = date;
        }
        day.write(event);
        written.incrementAndGet();
      }
    } finally {
      if (day != null) {
        day.close();
      }
    }
  }

  private static Iterable<String> canonicalLines(Simulation simulation) {
    Iterator<SmsEvent> events = simulation.events(Visibility.COMPLETE);
    return () -> mapped(events, CanonicalLine::of);
  }

  private void writeLogs(Simulation simulation, String format, Path folder) throws IOException {
    for (Tenant tenant : Tenants.ALL) {
      for (MessageLog log : tenant.logs()) {
        if (log.format().equals(format)) {
          Iterable<String> lines = () -> mapped(simulation.lines(tenant, log), LogLine::text);
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
