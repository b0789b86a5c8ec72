package io.pumpwatch.datasets.sample;

import io.pumpwatch.datasets.simulate.ProfileCatalogue;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.SimulationPlan;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.log.CloudTrailFile;
import io.pumpwatch.datasets.simulate.profile.LabelLine;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The bundled sample: one day of three tenants with four attacks and four look-alikes, as the files
 * that the tenants' systems would have written.
 */
public final class SampleData {

  private static final long SEED = 20260302L;

  private static final List<String> PROFILES =
      List.of(
          "single-address-burst",
          "shuffled-block",
          "low-and-slow",
          "resend-abuse",
          "marketing-campaign",
          "campus-nat",
          "company-enrolment",
          "carrier-outage");

  private SampleData() {}

  /** The traffic behind the files. */
  public static Simulation simulation() {
    return Simulation.of(
        SEED,
        1,
        1,
        PROFILES.stream().map(name -> ProfileCatalogue.named(name).orElseThrow()).toList());
  }

  /**
   * The files by path, in a fixed order: {@code tenant/format-day.extension} and {@code
   * labels.ndjson}. Each is given as its lines, without line ends, made anew each time they are
   * read.
   */
  public static Map<String, Iterable<String>> files() {
    Simulation simulation = simulation();
    Map<String, Iterable<String>> files = new LinkedHashMap<>();
    for (Tenant tenant : Tenants.ALL) {
      for (MessageLog log : tenant.logs()) {
        Iterable<String> lines = () -> texts(simulation.lines(tenant, log));
        boolean cloudTrail = log.format().equals("cloudtrail");
        files.put(path(tenant, log.format()), cloudTrail ? CloudTrailFile.of(lines) : lines);
      }
    }
    files.put("labels.ndjson", simulation.labels().stream().map(LabelLine::of).toList());
    return files;
  }

  private static String path(Tenant tenant, String format) {
    String extension =
        switch (format) {
          case "access-log" -> "log";
          case "cloudtrail" -> "json";
          default -> "ndjson";
        };
    return tenant.name() + '/' + format + '-' + SimulationPlan.USUAL_FIRST_DAY + '.' + extension;
  }

  private static Iterator<String> texts(Iterator<LogLine> lines) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return lines.hasNext();
      }

      @Override
      public String next() {
        return lines.next().text();
      }
    };
  }
}
