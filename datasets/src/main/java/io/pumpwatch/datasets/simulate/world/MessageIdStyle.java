package io.pumpwatch.datasets.simulate.world;

/** How a tenant's provider writes the id of a message. */
public enum MessageIdStyle {
  /** A UUID, as Amazon SNS does. */
  UUID,
  /** {@code SM} and 32 hexadecimal digits, as Twilio Messaging does. */
  TWILIO_MESSAGE,
  /** {@code VE} and 32 hexadecimal digits for codes, {@code SM} for the rest, as Twilio does. */
  TWILIO_VERIFICATION;

  /** A new id. */
  String next(Flow flow, SeededRandom random) {
    return switch (this) {
      case UUID -> random.uuid();
      case TWILIO_MESSAGE -> "SM" + random.hexId();
      case TWILIO_VERIFICATION -> (flow.carriesCode() ? "VE" : "SM") + random.hexId();
    };
  }
}
