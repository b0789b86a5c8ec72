package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.field.CountryCode;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.field.MicroUsd;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The event contract as JSON, one object a record. Fields beyond the contract are ignored and
 * counted, null and empty fields are absent. Where the contract wants a text, a number is taken as
 * its digits; nothing else is converted, and a field of another type makes the record malformed, as
 * does one that stands twice.
 */
final class CanonicalFormat implements LogFormat {
  private final ClientAddress clientAddress;

  CanonicalFormat(InputSettings settings) {
    clientAddress = new ClientAddress(settings.clientAddress());
  }

  @Override
  public String name() {
    return "canonical";
  }

  @Override
  public boolean recognises(LogRecord record) {
    JsonNode object = record.objectOrMissing();
    return object.has(CanonicalField.EVENT_TIME.word())
        && object.has(CanonicalField.EVENT_TYPE.word());
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    if (!record.isObject()) {
      throw new MalformedRecord("it is not a JSON object");
    }
    try (JsonParser parser = record.parser()) {
      return List.of(row(parser));
    } catch (IOException e) {
      throw LogRecord.malformed(e);
    }
  }

  private LogRow row(JsonParser parser) throws IOException, MalformedRecord {
    SmsEvent.Builder event = SmsEvent.ofMicros(0, null);
    Set<CanonicalField> present = EnumSet.noneOf(CanonicalField.class);
    Set<CanonicalField> seen = EnumSet.noneOf(CanonicalField.class);
    int unknownFields = 0;
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      CanonicalField field = CanonicalField.ofWord(parser.currentName());
      JsonToken value = parser.nextToken();
      if (field == null) {
        parser.skipChildren();
        unknownFields++;
        continue;
      }
      if (!seen.add(field)) {
        throw new MalformedRecord("it has " + field.word() + " twice");
      }
      if (value != JsonToken.VALUE_NULL) {
        present.add(field);
        read(field, parser, event);
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new MalformedRecord("it is not well-formed JSON: the object does not end");
    }
    require(CanonicalField.EVENT_TIME, present);
    require(CanonicalField.EVENT_TYPE, present);
    return new LogRow(event.build(), TrafficOrigin.UNKNOWN, unknownFields);
  }

  private static void require(CanonicalField field, Set<CanonicalField> present)
      throws MalformedRecord {
    if (!present.contains(field)) {
      throw new MalformedRecord("it has no " + field.word());
    }
  }

  private void read(CanonicalField field, JsonParser parser, SmsEvent.Builder event)
      throws IOException, MalformedRecord {
    switch (field) {
      case EVENT_TIME -> event.eventTimeMicros(time(parser));
      case EVENT_TYPE -> event.eventType(type(parser));
      case MESSAGE_ID -> event.messageId(text(field, parser));
      case TENANT -> event.tenant(text(field, parser));
      case FLOW -> event.flow(text(field, parser));
      case CHANNEL -> event.channel(lowerCase(text(field, parser)));
      case PROVIDER -> event.provider(text(field, parser));
      case IDENTITY -> event.identity(text(field, parser));
      case REGION -> event.region(text(field, parser));
      case DESTINATION -> event.destination(DestinationNumber.of(text(field, parser)));
      case COUNTRY -> event.country(CountryCode.of(text(field, parser)));
      case NETWORK -> event.network(NetworkCode.of(text(field, parser)));
      case SOURCE_IP -> event.sourceIp(clientAddress.of(text(field, parser)));
      case USER_ID -> event.userId(text(field, parser));
      case USER_AGENT -> event.userAgent(text(field, parser));
      case OPERATION -> event.operation(text(field, parser));
      case ERROR_CODE -> event.errorCode(text(field, parser));
      case STATUS_CODE -> event.statusCode(integer(field, parser, 0));
      case SEGMENTS -> event.segments(integer(field, parser, 1));
      case PRICE_USD -> event.priceMicroUsd(price(parser));
      case SECONDS_TO_VERIFY -> event.secondsToVerify(seconds(parser));
      case COUNT -> event.count(integer(field, parser, 1));
    }
  }

  private static long time(JsonParser parser) throws IOException, MalformedRecord {
    return switch (parser.currentToken()) {
      case VALUE_STRING -> LogTime.iso(parser.getText());
      case VALUE_NUMBER_INT -> LogTime.epochMillis(parser.getLongValue());
      default -> throw wrongType(CanonicalField.EVENT_TIME, "ISO 8601 or epoch milliseconds");
    };
  }

  private static EventType type(JsonParser parser) throws IOException, MalformedRecord {
    String word = text(CanonicalField.EVENT_TYPE, parser);
    if (word == null) {
      throw new MalformedRecord("it has no " + CanonicalField.EVENT_TYPE.word());
    }
    return EventType.ofWord(word)
        .orElseThrow(() -> new MalformedRecord("its event_type is not of the contract"));
  }

  /** Null where it is empty. */
  private static String text(CanonicalField field, JsonParser parser)
      throws IOException, MalformedRecord {
    return switch (parser.currentToken()) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        String text = parser.getText();
        yield text.isBlank() ? null : text;
      }
      default -> throw wrongType(field, "a text");
    };
  }

  /** Writers of tables with gaps write whole numbers as {@code 200.0}. */
  private static int integer(CanonicalField field, JsonParser parser, int least)
      throws IOException, MalformedRecord {
    requireNumber(field, parser);
    double value = parser.getDoubleValue();
    if (value != Math.rint(value) || value < least || value > Integer.MAX_VALUE) {
      throw wrongType(field, "a whole number from " + least);
    }
    return (int) value;
  }

  private static long price(JsonParser parser) throws IOException, MalformedRecord {
    requireNumber(CanonicalField.PRICE_USD, parser);
    return MicroUsd.of(parser.getDecimalValue());
  }

  private static double seconds(JsonParser parser) throws IOException, MalformedRecord {
    requireNumber(CanonicalField.SECONDS_TO_VERIFY, parser);
    double value = parser.getDoubleValue();
    if (value < 0 || Double.isInfinite(value)) {
      throw wrongType(CanonicalField.SECONDS_TO_VERIFY, "a number from 0");
    }
    return value;
  }

  private static void requireNumber(CanonicalField field, JsonParser parser)
      throws MalformedRecord {
    JsonToken token = parser.currentToken();
    if (token == null || !token.isNumeric()) {
      throw wrongType(field, "a number");
    }
  }

  private static String lowerCase(String text) {
    return text == null ? null : text.toLowerCase(Locale.ROOT);
  }

  private static MalformedRecord wrongType(CanonicalField field, String expected) {
    return new MalformedRecord("its " + field.word() + " is not " + expected);
  }
}
