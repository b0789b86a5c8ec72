package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import java.util.Locale;

/**
 * A Twilio address and the channel it is reached on: {@code +12025550143}, {@code
 * whatsapp:+12025550143}.
 *
 * @param channel channel of the event contract
 * @param destination E.164, or null
 */
record TwilioChannel(String channel, String destination) {
  private static final String SMS = "sms";

  /** The address, its channel told by its prefix. */
  static TwilioChannel ofAddress(String address) {
    int colon = address == null ? -1 : address.indexOf(':');
    if (colon < 0) {
      return new TwilioChannel(SMS, DestinationNumber.of(address));
    }
    return new TwilioChannel(
        word(address.substring(0, colon)), DestinationNumber.of(address.substring(colon + 1)));
  }

  /** The address, its channel named. */
  static TwilioChannel of(String name, String address) {
    TwilioChannel plain = ofAddress(address);
    return name == null ? plain : new TwilioChannel(word(name), plain.destination());
  }

  private static String word(String name) {
    String word = name.toLowerCase(Locale.ROOT);
    return "call".equals(word) ? "voice" : word;
  }
}
