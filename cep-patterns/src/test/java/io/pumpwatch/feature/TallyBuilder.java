package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Builds what was seen of a key in a minute. */
public final class TallyBuilder {
  private static final Instant SOME_TIME = Instant.parse("2026-03-02T12:00:00Z");
  public static final long PRICE_MICRO_USD = 50_000;

  private final TrafficKey key;
  private final TrafficTally tally;
  private UnaryOperator<SmsEvent.Builder> fields = builder -> builder.flow("signup_otp");
  private boolean novel = true;
  private boolean unasked;
  private String country;

  private TallyBuilder(TrafficKey key) {
    this.key = key;
    this.tally = TrafficTally.create(key);
  }

  public static TallyBuilder of(TrafficKey key) {
    return new TallyBuilder(key);
  }

  /** The fields of the events that follow. */
  public TallyBuilder with(UnaryOperator<SmsEvent.Builder> eventFields) {
    this.fields = eventFields;
    return this;
  }

  /** One event of that type for each number; 0 is an event without destination. */
  public TallyBuilder events(EventType type, long... numbers) {
    for (long number : numbers) {
      SmsEvent.Builder event =
          SmsEvent.of(SOME_TIME, type)
              .tenant(key.tenant())
              .destination(number == 0 ? null : "+" + number)
              .messageId(type == EventType.VERIFIED ? null : "message-" + number);
      tally.add(
          new ObservedEvent(fields.apply(event).build(), number, null, PRICE_MICRO_USD, false));
    }
    return this;
  }

  public TallyBuilder sent(long... numbers) {
    return events(EventType.SENT, numbers);
  }

  public TallyBuilder verified(long... numbers) {
    return events(EventType.VERIFIED, numbers);
  }

  /** The trials that follow are of numbers whose block of 10 000 has answered before. */
  public TallyBuilder inProvenBlocks() {
    novel = false;
    return this;
  }

  /** No client asked for the messages of the trials that follow. */
  public TallyBuilder unasked() {
    unasked = true;
    return this;
  }

  /** The trials that follow are of numbers of that country. */
  public TallyBuilder in(String countryCode) {
    country = countryCode;
    return this;
  }

  public TallyBuilder failedTrials(long... numbers) {
    return trials(1, 0, 0, 0, numbers);
  }

  public TallyBuilder succeededTrials(long... numbers) {
    return trials(0, 1, 0, 0, numbers);
  }

  /** Successes whose code was entered so long after its delivery. */
  public TallyBuilder enteredAfter(long millis, long... numbers) {
    return trials(0, 1, 0, millis, numbers);
  }

  public TallyBuilder trialsTakenBack(long... numbers) {
    return trials(-1, 1, 0, 0, numbers);
  }

  /** Sessions of messages that a provider accepted and nobody had asked for. */
  public TallyBuilder unrequestedTrials(long... numbers) {
    return trials(0, 0, 1, 0, numbers);
  }

  private TallyBuilder trials(
      int failed, int succeeded, int unrequested, long entryMillis, long... numbers) {
    String flow = fields.apply(SmsEvent.of(SOME_TIME, EventType.SENT)).build().flow();
    for (long number : numbers) {
      TrialIncrement trial =
          TrialBuilder.of(key.tenant(), number)
              .flow(flow)
              .country(country)
              .decided(failed, succeeded)
              .unrequested(unrequested)
              .unasked(unasked)
              .novel(novel)
              .entryMillis(entryMillis)
              .build();
      if (key.is(Grain.SOURCE_IP)) {
        tally.addWithCountry(trial);
      } else {
        tally.add(trial);
      }
    }
    return this;
  }

  public TrafficTally build() {
    return tally;
  }
}
