package io.pumpwatch.datasets.simulate.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.datasets.reference.MobilePrefix;
import io.pumpwatch.datasets.simulate.world.Flow;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.SimulatedMessage;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.List;

/**
 * The delivery status log of Amazon SNS in CloudWatch: one record per message once its fate is
 * known, with the number and the price and without client, account or flow. Source: <a
 * href="https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html">Monitoring SMS
 * activity</a>.
 */
public final class SnsDeliveryLog implements MessageLog {

  private static final long MICROS_PER_MILLI = 1_000;
  private static final double MICRO_PER_UNIT = 1e6;

  @Override
  public String format() {
    return "sns-delivery";
  }

  @Override
  public List<SmsEvent> events(SimulatedMessage message) {
    if (message.throttled()) {
      return List.of();
    }
    long sent = LogTime.toMilli(message.sentMicros());
    return List.of(
        row(message, sent, EventType.SENT).priceMicroUsd(message.priceMicroUsd()).build(),
        row(
                message,
                sent + dwellMillis(message) * MICROS_PER_MILLI,
                message.undelivered() ? EventType.UNDELIVERED : EventType.DELIVERED)
            .build());
  }

  @Override
  public List<LogLine> lines(SimulatedMessage message) {
    if (message.throttled()) {
      return List.of();
    }
    long dwellMillis = dwellMillis(message);
    ObjectNode line = JsonLine.object();
    line.putObject("notification")
        .put("messageId", message.id())
        .put("timestamp", LogTime.cloudWatch(message.sentMicros()));
    ObjectNode delivery = line.putObject("delivery");
    MobilePrefix prefix = message.prefix();
    if (prefix.network() != null) {
      String[] codes = prefix.network().split("-", 2);
      // AWS writes both codes as numbers: the leading zero of an MNC is lost.
      delivery
          .put("phoneCarrier", prefix.carrier())
          .put("mnc", Integer.parseInt(codes[1]))
          .put("mcc", Integer.parseInt(codes[0]));
    }
    delivery
        .put("numberOfMessageParts", message.segments())
        .put("destination", message.destination())
        .put("priceInUSD", message.priceMicroUsd() / MICRO_PER_UNIT)
        .put("smsType", message.flow() == Flow.MARKETING ? "Promotional" : "Transactional")
        .put("providerResponse", providerResponse(message));
    if (message.receipt() == null || message.undelivered()) {
      delivery.put("dwellTimeMs", dwellMillis);
    } else {
      delivery
          .put("dwellTimeMs", Math.max(1, dwellMillis / 3))
          .put("dwellTimeMsUntilDeviceAck", dwellMillis);
    }
    line.put("status", message.undelivered() ? "FAILURE" : "SUCCESS");
    return List.of(
        new LogLine(message.sentMicros() + dwellMillis * MICROS_PER_MILLI, JsonLine.text(line)));
  }

  /** Where the device does not answer, SNS still logs that the carrier took the message. */
  private static long dwellMillis(SimulatedMessage message) {
    return message.receipt() == null
        ? 420
        : (message.receipt().atMicros() - message.sentMicros()) / MICROS_PER_MILLI;
  }

  private static String providerResponse(SimulatedMessage message) {
    if (message.undelivered()) {
      return "Phone is currently unreachable/unavailable";
    }
    return message.receipt() == null
        ? "Message has been accepted by phone carrier"
        : "Message has been accepted by phone";
  }

  private static SmsEvent.Builder row(SimulatedMessage message, long micros, EventType type) {
    return SmsEvent.ofMicros(micros, type)
        .messageId(message.id())
        .tenant(message.tenant().name())
        .provider("aws_sns")
        .destination(message.destination())
        .network(message.prefix().network())
        .errorCode(type == EventType.UNDELIVERED ? providerResponse(message) : null)
        .segments(message.segments());
  }
}
