package io.pumpwatch.datasets.simulate.world;

/**
 * A time in which a tenant takes no codes: they arrive and cannot be entered.
 *
 * @param tenant whose page it is
 * @param fromMicros inclusive, microseconds since the epoch
 * @param toMicros exclusive
 */
public record VerifyPageOutage(String tenant, long fromMicros, long toMicros)
    implements Disturbance {

  @Override
  public boolean affects(MessageRequest request) {
    return request.atMicros() >= fromMicros
        && request.atMicros() < toMicros
        && request.flow().carriesCode()
        && request.tenant().name().equals(tenant);
  }

  @Override
  public Odds odds(Odds usual) {
    return new Odds(usual.arrives(), usual.receipted(), 0);
  }
}
