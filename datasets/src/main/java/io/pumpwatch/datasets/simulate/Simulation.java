package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.log.ApplicationLog;
import io.pumpwatch.datasets.simulate.profile.Episode;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.Scene;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Outage;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.World;
import io.pumpwatch.event.SmsEvent;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Labelled traffic of several tenants. Ordinary traffic is made while it is read, so that memory
 * does not grow with the days; episodes are made at the start, so that the labels are known before
 * the first event. Each call of a method that gives an iterator starts from the beginning.
 */
public final class Simulation {

  private static final int DAYS_PER_WEEK = 7;
  private static final double START_JITTER_SECONDS = 1800;

  private final SimulationPlan plan;
  private final World world;
  private final List<Episode> episodes;
  private final List<Outage> outages;

  private Simulation(SimulationPlan plan) {
    this.plan = plan;
    this.world = World.of(plan.seed());
    this.episodes = episodes(plan, world);
    this.outages = episodes.stream().flatMap(episode -> episode.outages().stream()).toList();
  }

  /** The simulation of a plan. */
  public static Simulation of(SimulationPlan plan) {
    return new Simulation(plan);
  }

  /** A simulation that begins on the usual day. */
  public static Simulation of(long seed, int days, double scale, List<ScheduledProfile> profiles) {
    return of(new SimulationPlan(seed, SimulationPlan.USUAL_FIRST_DAY, days, scale, profiles));
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
    long start = micros(plan.firstDay(), LocalTime.MIDNIGHT);
    long end = micros(plan.firstDay().plusDays(plan.days()), LocalTime.MIDNIGHT);
    for (Tenant tenant : Tenants.ALL) {
      runs.add(new BackgroundTraffic(tenant, world, plan.scale(), start, end, outages));
    }
    for (Episode episode : episodes) {
      runs.add(episode.messages().iterator());
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
    for (ScheduledProfile scheduled : plan.profiles()) {
      int number = 0;
      for (int week = 0; week < plan.days(); week += DAYS_PER_WEEK) {
        String labelId = scheduled.name() + '-' + ++number;
        SeededRandom random = SeededRandom.of(plan.seed(), "episode/" + labelId);
        int day = week + random.below(Math.min(DAYS_PER_WEEK, plan.days() - week));
        long start =
            micros(plan.firstDay().plusDays(day), scheduled.start())
                + (long) (random.between(0, START_JITTER_SECONDS) * 1e6);
        episodes.add(
            scheduled.profile().play(new Scene(labelId, scheduled.tenant(), start, world, random)));
      }
    }
    return episodes;
  }

  private static long micros(LocalDate day, LocalTime time) {
    return TimeUnit.SECONDS.toMicros(day.toEpochSecond(time, ZoneOffset.UTC));
  }
}
