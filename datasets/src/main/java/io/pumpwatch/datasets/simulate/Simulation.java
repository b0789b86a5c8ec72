package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.log.ApplicationLog;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.Disturbance;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.World;
import io.pumpwatch.event.SmsEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * Labelled traffic of several tenants. Ordinary traffic is made while it is read, so that memory
 * does not grow with the days; episodes are made at the start, so that the labels are known before
 * the first event. Each call of a method that gives an iterator starts from the beginning.
 */
public final class Simulation {

  private final SimulationPlan plan;
  private final World world;
  private final List<Episode> episodes;
  private final List<Disturbance> disturbances;

  private Simulation(SimulationPlan plan) {
    this.plan = plan;
    this.world = World.of(plan.seed(), plan.assumptions());
    this.episodes = episodes(plan, world);
    this.disturbances =
        episodes.stream().flatMap(episode -> episode.disturbances().stream()).toList();
  }

  /** The simulation of a plan. */
  public static Simulation of(SimulationPlan plan) {
    return new Simulation(plan);
  }

  /** A simulation of the bundled sample's organisations that begins on the usual day. */
  public static Simulation of(long seed, int days, double scale, List<ScheduledProfile> profiles) {
    return of(
        new SimulationPlan(
            seed, SimulationPlan.USUAL_FIRST_DAY, days, 0, scale, profiles, Worlds.SAMPLE));
  }

  /** What was played, in order of start. */
  public List<Label> labels() {
    return episodes.stream()
        .map(Episode::label)
        .sorted(Comparator.comparing(Label::start).thenComparing(Label::labelId))
        .toList();
  }

  /** Every message, in order of requests. */
  public Iterator<SimulatedMessage> messages() {
    List<Iterator<SimulatedMessage>> runs = new ArrayList<>();
    for (Tenant tenant : plan.assumptions().tenants()) {
      runs.add(
          new BackgroundTraffic(
              tenant, world, plan.scale(), plan.startMicros(), plan.endMicros(), disturbances));
    }
    for (Episode episode : episodes) {
      runs.add(episode.allMessages().iterator());
    }
    return new MessageTimeline(runs);
  }

  /** What the logs say, in order of event time. */
  public Iterator<SmsEvent> events(Visibility visibility) {
    ApplicationLog complete = ApplicationLog.complete();
    Function<SimulatedMessage, List<SmsEvent>> rows =
        switch (visibility) {
          case COMPLETE -> complete::events;
          case AS_LOGGED ->
              message ->
                  message.tenant().logs().stream()
                      .flatMap(log -> log.events(message).stream())
                      .toList();
        };
    return new TimeOrdered<>(messages(), rows, SmsEvent::eventTimeMicros);
  }

  /** The lines that a tenant writes to one of its logs, in the order in which they are written. */
  public Iterator<LogLine> lines(Tenant tenant, MessageLog log) {
    Function<SimulatedMessage, List<LogLine>> lines =
        message -> message.tenant().name().equals(tenant.name()) ? log.lines(message) : List.of();
    return new TimeOrdered<>(messages(), lines, LogLine::writtenMicros);
  }

  private static List<Episode> episodes(SimulationPlan plan, World world) {
    List<Episode> episodes = new ArrayList<>();
    for (Programme.Entry entry : Programme.of(plan)) {
      Scene scene =
          new Scene(
              entry.labelId(),
              plan.assumptions().tenant(entry.scheduled().tenant()),
              entry.startMicros(),
              plan.endMicros(),
              world,
              entry.random());
      episodes.add(entry.scheduled().profile().play(scene));
    }
    return episodes;
  }
}
