package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.world.Disturbance;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.MessageRequest;
import io.pumpwatch.datasets.simulate.world.Odds;
import io.pumpwatch.datasets.simulate.world.Receipt;
import io.pumpwatch.datasets.simulate.world.SeededRandom;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.datasets.simulate.world.Subscriber;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.Tenant.FlowShare;
import io.pumpwatch.datasets.simulate.world.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * A tenant's ordinary messages in order of their requests. Customers arrive at random, at a rate
 * that follows their country's share and clock; codes that do not arrive are asked for again. It
 * holds one minute and the retries to come, however long it runs.
 */
final class BackgroundTraffic implements Iterator<SimulatedMessage> {

  private static final long MINUTE_MICROS = 60_000_000L;
  private static final double MINUTES_PER_DAY = 1440;
  private static final double THROTTLED = 0.003;
  private static final double DAYS_BETWEEN_VISITS = 15;

  /** New accounts are numbered from here on, so that none is a customer already. */
  private static final long FIRST_NEW_INDEX = 1L << 40;

  /** A code that has not come after this time is asked for again. */
  private static final long PATIENCE_MICROS = 60_000_000L;

  /** Probability of a second and of a third attempt after a failed one. */
  private static final double[] RETRIES = {0.37, 0.08};

  /** The same where nothing works. */
  private static final double[] RETRIES_IN_OUTAGE = {0.70, 0.45};

  private final Tenant tenant;
  private final World world;
  private final double scale;
  private final long endMicros;
  private final List<Disturbance> disturbances;
  private final SeededRandom random;
  private final PriorityQueue<Pending> pending =
      new PriorityQueue<>(
          Comparator.comparingLong(Pending::micros).thenComparingLong(Pending::sequence));
  private long minuteMicros;
  private long sequence;

  BackgroundTraffic(
      Tenant tenant,
      World world,
      double scale,
      long startMicros,
      long endMicros,
      List<Disturbance> disturbances) {
    this.tenant = tenant;
    this.world = world;
    this.scale = scale;
    this.minuteMicros = startMicros;
    this.endMicros = endMicros;
    this.disturbances = List.copyOf(disturbances);
    this.random = SeededRandom.of(world.seed(), "background/" + tenant.name());
  }

  @Override
  public boolean hasNext() {
    while (minuteMicros < endMicros
        && (pending.isEmpty() || pending.element().micros() >= minuteMicros)) {
      for (Market market : tenant.markets()) {
        arriveWithinMinute(market);
      }
      minuteMicros += MINUTE_MICROS;
    }
    return !pending.isEmpty();
  }

  @Override
  public SimulatedMessage next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Pending due = pending.remove();
    SimulatedMessage message = carry(due);
    retry(due, message);
    return message;
  }

  private void arriveWithinMinute(Market market) {
    long earlier = 0;
    for (Disturbance disturbance : disturbances) {
      earlier += disturbance.earlierMicros(market.country(), minuteMicros);
    }
    Instant minute = Instant.ofEpochMilli((minuteMicros + earlier) / 1000);
    double perMinute =
        tenant.messagesPerDay()
            * scale
            * market.share()
            * DiurnalRhythm.at(minute, market.zone())
            / MINUTES_PER_DAY;
    double within = random.exponential(1 / perMinute);
    while (within < 1) {
      await(request(market, minuteMicros + (long) (within * MINUTE_MICROS)));
      within += random.exponential(1 / perMinute);
    }
  }

  private MessageRequest request(Market market, long micros) {
    Flow flow = flow();
    long customers =
        1 + (long) (tenant.messagesPerDay() * scale * market.share() * DAYS_BETWEEN_VISITS);
    long index =
        flow == Flow.SIGNUP_OTP
            ? random.below(FIRST_NEW_INDEX) + FIRST_NEW_INDEX
            : random.below(customers);
    Subscriber customer = world.population().customer(tenant, market.country(), index);
    return flow.carriesCode()
        ? MessageRequest.code(tenant, flow, customer, micros)
        : MessageRequest.unasked(tenant, flow, customer, 1, micros);
  }

  private Flow flow() {
    double draw = random.fraction();
    for (FlowShare share : tenant.flows()) {
      draw -= share.share();
      if (draw < 0) {
        return share.flow();
      }
    }
    return tenant.flows().get(0).flow();
  }

  private SimulatedMessage carry(Pending due) {
    MessageRequest request = due.request();
    if (request.client() != null && random.chance(THROTTLED)) {
      return world.courier().throttle(request, random);
    }
    return world.courier().send(request, odds(request), random);
  }

  private Odds odds(MessageRequest request) {
    Odds odds = Odds.ordinary(conversion(request));
    for (Disturbance disturbance : disturbances) {
      if (disturbance.affects(request)) {
        odds = disturbance.odds(odds);
      }
    }
    return odds;
  }

  private double conversion(MessageRequest request) {
    double ofFlow =
        tenant.flows().stream()
            .filter(share -> share.flow() == request.flow())
            .mapToDouble(FlowShare::conversion)
            .findFirst()
            .orElse(0);
    return ofFlow * tenant.market(request.prefix().country()).conversion();
  }

  private void retry(Pending due, SimulatedMessage message) {
    int failed = message.attempt() - 1;
    if (message.throttled() || !message.flow().carriesCode() || failed >= RETRIES.length) {
      return;
    }
    boolean disturbed = disturbed(due.request());
    Receipt receipt = message.receipt();
    boolean content =
        !message.undelivered()
            && (receipt == null
                || (!disturbed && receipt.atMicros() - message.sentMicros() < PATIENCE_MICROS));
    double[] again = disturbed ? RETRIES_IN_OUTAGE : RETRIES;
    if (!content && !message.verified() && random.chance(again[failed])) {
      long wait = (long) (random.between(35, 95) * 1e6);
      await(due.request().again(message.requestedMicros() + wait));
    }
  }

  private boolean disturbed(MessageRequest request) {
    return disturbances.stream().anyMatch(disturbance -> disturbance.affects(request));
  }

  private void await(MessageRequest request) {
    pending.add(new Pending(request, sequence++));
  }

  private record Pending(MessageRequest request, long sequence) {

    long micros() {
      return request.atMicros();
    }
  }
}
