package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.datasets.reference.Tariff;

/** Takes requests and decides what becomes of them. */
public final class Courier {

  private static final double SECOND = 1_000_000;
  private static final double LATE_SHARE = 0.01;

  private final Tariff tariff;

  public Courier(Tariff tariff) {
    this.tariff = tariff;
  }

  /** The message of a request that is accepted. */
  public SimulatedMessage send(MessageRequest request, Odds odds, SeededRandom random) {
    long sent = request.atMicros() + micros(random.between(0.08, 0.9));
    boolean arrives = random.chance(odds.arrives());
    double secondsToReceipt = arrives ? secondsToArrive(random) : random.between(8, 180);
    Receipt receipt =
        random.chance(odds.receipted())
            ? new Receipt(arrives, sent + micros(secondsToReceipt))
            : null;
    double secondsToVerify =
        secondsToReceipt + random.logNormal(odds.entry().medianSeconds(), odds.entry().sigma());
    boolean entered =
        request.flow().carriesCode()
            && arrives
            && random.chance(odds.entered())
            && secondsToVerify <= odds.entry().mostSeconds();
    Long verified =
        entered
            ? Long.valueOf(sent + micros(Math.max(secondsToVerify, odds.entry().leastSeconds())))
            : null;
    long price = tariff.microUsdPerSegment(request.prefix().country()) * request.segments();
    return message(request, random, price, false, sent, receipt, verified);
  }

  /** The message of a request that is refused because there were too many. */
  public SimulatedMessage throttle(MessageRequest request, SeededRandom random) {
    return message(request, random, 0, true, request.atMicros(), null, null);
  }

  private static SimulatedMessage message(
      MessageRequest request,
      SeededRandom random,
      long price,
      boolean throttled,
      long sent,
      Receipt receipt,
      Long verified) {
    return new SimulatedMessage(
        request.tenant().messageIdStyle().next(request.flow(), random),
        request.tenant(),
        request.flow(),
        request.channel(),
        request.attempt(),
        request.destination(),
        request.prefix(),
        request.identity(),
        request.client(),
        request.enteredFrom(),
        request.userId(),
        request.segments(),
        price,
        request.atMicros(),
        throttled,
        sent,
        receipt,
        verified);
  }

  private static double secondsToArrive(SeededRandom random) {
    return random.chance(LATE_SHARE)
        ? random.between(60, 1800)
        : Math.min(random.logNormal(3.5, 0.7), 60);
  }

  private static long micros(double seconds) {
    return (long) (seconds * SECOND);
  }
}
