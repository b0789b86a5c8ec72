package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.field.CountryCode;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.MappedLogSettings;
import io.pumpwatch.jobs.settings.MappedTarget;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * An application's own log, JSON or CSV, as the settings map it: {@code input.mapped.NAME} is the
 * format {@code mapped:NAME}, on the command line, in traffic mappings and in dead letters. A
 * record is of it where it has all fields that the mapping requires.
 *
 * <p>What the deployer mapped is tried before the formats that Pumpwatch brings; of several
 * mappings, the one that requires more fields comes first, so that a mapping of a special case goes
 * before that of the general one.
 *
 * <p>A record gives one event. A column that is empty is absent; one that cannot be read makes the
 * record malformed, except that a destination, country, network or address that is none is missing,
 * as in every format.
 */
final class MappedFormat implements LogFormat {
  /** Stands for the name of any, where names are listed. */
  static final String ANY_NAME = MappedLogSettings.FORMAT_PREFIX + "NAME";

  private final String name;
  private final List<FieldPath> required;
  private final MappedTime time;
  private final Map<MappedTarget, MappedValue> columns = new EnumMap<>(MappedTarget.class);
  private final ClientAddress clientAddress;

  private MappedFormat(String name, MappedLogSettings log, ClientAddress clientAddress) {
    this.name = MappedLogSettings.FORMAT_PREFIX + name;
    this.clientAddress = clientAddress;
    required = log.required().stream().map(FieldPath::new).toList();
    time = new MappedTime(log.column(MappedTarget.EVENT_TIME));
    for (MappedTarget target : MappedTarget.values()) {
      if (log.column(target) != null) {
        columns.put(target, new MappedValue(log.column(target)));
      }
    }
  }

  /** All that the settings map, in the order they are tried. */
  static List<LogFormat> all(InputSettings settings) {
    ClientAddress clientAddress = new ClientAddress(settings.clientAddress());
    return settings.mapped().entrySet().stream()
        .map(entry -> new MappedFormat(entry.getKey(), entry.getValue(), clientAddress))
        .sorted(
            Comparator.comparingInt((MappedFormat format) -> -format.required.size())
                .thenComparing(MappedFormat::name))
        .map(LogFormat.class::cast)
        .toList();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    return required.stream().allMatch(field -> field.isIn(object));
  }

  @Override
  public boolean recognisesTable(Set<String> names) {
    return required.stream().allMatch(field -> names.contains(field.toString()));
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    JsonNode object = record.object();
    for (FieldPath field : required) {
      if (!field.isIn(object)) {
        throw new MalformedRecord("it has no " + field);
      }
    }
    String type = text(MappedTarget.EVENT_TYPE, object);
    if (MappedLogSettings.SKIP.equals(type)) {
      return List.of();
    }
    SmsEvent.Builder event = SmsEvent.ofMicros(time(object), eventType(type));
    identify(event, object);
    measure(event, object);
    TrafficOrigin origin =
        new TrafficOrigin(
            text(MappedTarget.ACCOUNT, object),
            text(MappedTarget.SERVICE, object),
            text(MappedTarget.HOST, object),
            text(MappedTarget.PATH, object));
    return List.of(new LogRow(event.build(), origin));
  }

  private void identify(SmsEvent.Builder event, JsonNode object) {
    event
        .messageId(text(MappedTarget.MESSAGE_ID, object))
        .tenant(text(MappedTarget.TENANT, object))
        .flow(text(MappedTarget.FLOW, object))
        .channel(lowerCase(text(MappedTarget.CHANNEL, object)))
        .provider(text(MappedTarget.PROVIDER, object))
        .identity(text(MappedTarget.IDENTITY, object))
        .region(text(MappedTarget.REGION, object))
        .destination(DestinationNumber.of(text(MappedTarget.DESTINATION, object)))
        .country(CountryCode.of(text(MappedTarget.COUNTRY, object)))
        .network(network(text(MappedTarget.NETWORK, object)))
        .sourceIp(clientAddress.of(text(MappedTarget.SOURCE_IP, object)))
        .userId(text(MappedTarget.USER_ID, object))
        .userAgent(text(MappedTarget.USER_AGENT, object))
        .operation(text(MappedTarget.OPERATION, object))
        .errorCode(text(MappedTarget.ERROR_CODE, object));
  }

  private void measure(SmsEvent.Builder event, JsonNode object) throws MalformedRecord {
    Integer segments = whole(MappedTarget.SEGMENTS, 1, object);
    Integer count = whole(MappedTarget.COUNT, 1, object);
    BigDecimal price = decimal(MappedTarget.PRICE_USD, object);
    BigDecimal seconds = decimal(MappedTarget.SECONDS_TO_VERIFY, object);
    event
        .statusCode(whole(MappedTarget.STATUS_CODE, 0, object))
        .segments(segments == null ? 1 : segments)
        .count(count == null ? 1 : count)
        .priceMicroUsd(price == null ? null : (Long) MicroUsd.of(price))
        .secondsToVerify(seconds == null ? null : (Double) seconds.doubleValue());
  }

  private long time(JsonNode object) throws MalformedRecord {
    return time.micros(text(MappedTarget.EVENT_TIME, object));
  }

  private String text(MappedTarget target, JsonNode object) {
    MappedValue value = columns.get(target);
    return value == null ? null : value.in(object);
  }

  private Integer whole(MappedTarget target, int least, JsonNode object) throws MalformedRecord {
    String text = text(target, object);
    if (text == null) {
      return null;
    }
    Integer number = JsonFields.integer(TextNode.valueOf(text));
    if (number == null || number < least) {
      throw new MalformedRecord("its " + target.word() + " is not a whole number from " + least);
    }
    return number;
  }

  private BigDecimal decimal(MappedTarget target, JsonNode object) throws MalformedRecord {
    String text = text(target, object);
    if (text == null) {
      return null;
    }
    BigDecimal number = JsonFields.decimal(TextNode.valueOf(text));
    if (number == null || number.signum() < 0 || Double.isInfinite(number.doubleValue())) {
      throw new MalformedRecord("its " + target.word() + " is not a number from 0");
    }
    return number;
  }

  private static EventType eventType(String word) throws MalformedRecord {
    if (word == null) {
      throw new MalformedRecord("it has no event_type");
    }
    return EventType.ofWord(word).orElseThrow(() -> MalformedRecord.unknown("event_type", word));
  }

  private static String network(String text) {
    String network = NetworkCode.of(text);
    return network != null ? network : NetworkCode.ofDigits(text);
  }

  private static String lowerCase(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }
}
