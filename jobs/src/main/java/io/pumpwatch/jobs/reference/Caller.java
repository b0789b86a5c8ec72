package io.pumpwatch.jobs.reference;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ClientNetworks;
import io.pumpwatch.feature.Grain;
import java.util.function.Consumer;

/** Who called, as rules of security monitors name them. */
final class Caller {
  private Caller() {}

  /** The key of the client's address, for IPv6 its /64; none where the row has no address. */
  static void client(ReferenceRule rule, SmsEvent event, Consumer<ReferenceKey> key) {
    if (event.sourceIp() != null) {
      key.accept(
          ReferenceKey.of(
              rule, event.tenant(), Grain.SOURCE_IP, ClientNetworks.client(event.sourceIp())));
    }
  }

  /** The key of the credential that sent; none where the row has none. */
  static void identity(ReferenceRule rule, SmsEvent event, Consumer<ReferenceKey> key) {
    if (event.identity() != null) {
      key.accept(ReferenceKey.of(rule, event.tenant(), Grain.IDENTITY, event.identity()));
    }
  }

  /** The key of the client's address or, where the row has none, of the credential that sent. */
  static void source(ReferenceRule rule, SmsEvent event, Consumer<ReferenceKey> key) {
    if (event.sourceIp() != null) {
      client(rule, event, key);
    } else {
      identity(rule, event, key);
    }
  }

  /** What a row counts for in a key. */
  static Sighting sighting(ReferenceKey key, SmsEvent event) {
    long time = event.eventTimeMillis();
    return new Sighting(key, time, MessageStage.SENT, time, event.count(), "");
  }
}
