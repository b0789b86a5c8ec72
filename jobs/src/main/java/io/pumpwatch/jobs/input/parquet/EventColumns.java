package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.field.CountryCode;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.NetworkCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.parquet.column.ColumnReadStore;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * The columns of the event contract as one file has them, found by name: in any order, the optional
 * ones possibly missing, others left unread. An optional column of a type that says nothing here (a
 * list, a group) counts as missing.
 */
final class EventColumns extends GroupConverter {

  /** The file lacks a column that every event needs. */
  static final class MissingColumnException extends Exception {
    MissingColumnException(String message) {
      super(message);
    }
  }

  private record Column(PrimitiveType type, PrimitiveConverter value) {}

  /** A column other than the time, in the current row group. */
  private record Rest(ColumnReader reader, ColumnValue<?> value) {}

  private static final TextDecoder TEXT = new TextDecoder();
  private static final WholeNumberDecoder WHOLE_NUMBER = new WholeNumberDecoder();

  private final MessageType file;
  private final List<Column> columns = new ArrayList<>();
  private final EventTimeValue.Unit unit;
  private final EventTimeValue eventTime;
  private final ColumnValue<EventTypeWord> eventType;
  private ColumnValue<String> messageId;
  private ColumnValue<String> tenant;
  private ColumnValue<String> flow;
  private ColumnValue<String> channel;
  private ColumnValue<String> provider;
  private ColumnValue<String> identity;
  private ColumnValue<String> region;
  private ColumnValue<String> destination;
  private ColumnValue<String> country;
  private ColumnValue<String> network;
  private ColumnValue<String> sourceIp;
  private ColumnValue<String> userId;
  private ColumnValue<String> userAgent;
  private ColumnValue<String> operation;
  private ColumnValue<String> errorCode;
  private ColumnValue<Integer> statusCode;
  private ColumnValue<Integer> segments;
  private ColumnValue<Long> price;
  private ColumnValue<Double> secondsToVerify;
  private ColumnValue<Integer> count;

  private final List<Rest> rest = new ArrayList<>();
  private ColumnReader time;

  /**
   * Finds the columns.
   *
   * @param file the file's schema
   * @param projection which of them to read
   * @param clients which addresses are a client's
   */
  EventColumns(MessageType file, Projection projection, ClientAddress clients)
      throws MissingColumnException {
    this.file = file;
    PrimitiveType timeType = required("event_time", "TIMESTAMP");
    this.unit =
        EventTimeValue.Unit.of(timeType)
            .orElseThrow(
                () ->
                    new MissingColumnException(
                        "the required column event_time is not a TIMESTAMP but " + timeType));
    this.eventTime = new EventTimeValue(unit);
    columns.add(new Column(timeType, eventTime));
    this.eventType = add(required("event_type", "text column"), new EventTypeWord.Decoder());
    if (projection == Projection.EVENTS) {
      findOptionalColumns(clients);
    }
  }

  private void findOptionalColumns(ClientAddress clients) {
    messageId = optional("message_id", TEXT);
    tenant = optional("tenant", TEXT);
    flow = optional("flow", TEXT);
    channel = optional("channel", new TextDecoder(text -> text.toLowerCase(Locale.ROOT)));
    provider = optional("provider", TEXT);
    identity = optional("identity", TEXT);
    region = optional("region", TEXT);
    destination = optional("destination", new TextDecoder(DestinationNumber::of));
    country = optional("country", new TextDecoder(CountryCode::of));
    network = optional("network", new TextDecoder(NetworkCode::of));
    sourceIp = optional("source_ip", new TextDecoder(clients::of));
    userId = optional("user_id", TEXT);
    userAgent = optional("user_agent", TEXT);
    operation = optional("operation", TEXT);
    errorCode = optional("error_code", TEXT);
    statusCode = optional("status_code", WHOLE_NUMBER);
    segments = optional("segments", WHOLE_NUMBER);
    price = optional("price_usd", new PriceDecoder());
    secondsToVerify = optional("seconds_to_verify", new SecondsDecoder());
    count = optional("count", WHOLE_NUMBER);
  }

  private PrimitiveType required(String name, String kind) throws MissingColumnException {
    if (!file.containsField(name)) {
      throw new MissingColumnException("the required column " + name + " is missing");
    }
    Type type = file.getType(name);
    if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
      throw new MissingColumnException(
          "the required column " + name + " is not a " + kind + " but nested");
    }
    return type.asPrimitiveType();
  }

  private <V> ColumnValue<V> optional(String name, ColumnValue.Decoder<V> decoder) {
    if (!file.containsField(name)) {
      return null;
    }
    Type type = file.getType(name);
    if (!type.isPrimitive()
        || type.isRepetition(Type.Repetition.REPEATED)
        || !ColumnValue.reads(type.asPrimitiveType())) {
      return null;
    }
    return add(type.asPrimitiveType(), decoder);
  }

  private <V> ColumnValue<V> add(PrimitiveType type, ColumnValue.Decoder<V> decoder) {
    ColumnValue<V> value = new ColumnValue<>(type, decoder);
    columns.add(new Column(type, value));
    return value;
  }

  /** The columns to ask the file for, and no others. */
  MessageType requested() {
    return new MessageType(file.getName(), columns.stream().map(c -> (Type) c.type()).toList());
  }

  /** What the time column counts. */
  EventTimeValue.Unit timeUnit() {
    return unit;
  }

  @Override
  public Converter getConverter(int field) {
    return columns.get(field).value();
  }

  @Override
  public void start() {}

  @Override
  public void end() {}

  /**
   * Goes to the first row of a row group.
   *
   * @param empty the columns of which the statistics say that they have no value in it
   */
  void startRowGroup(PageReadStore pages, String createdBy, Set<String> empty) {
    MessageType requested = requested();
    ColumnReadStore store = new ColumnReadStoreImpl(pages, this, requested, createdBy);
    time = store.getColumnReader(requested.getColumns().get(0));
    rest.clear();
    for (int i = 1; i < columns.size(); i++) {
      ColumnValue<?> value = (ColumnValue<?>) columns.get(i).value();
      value.clear();
      if (!empty.contains(columns.get(i).type().getName())) {
        rest.add(new Rest(store.getColumnReader(requested.getColumns().get(i)), value));
      }
    }
  }

  /** Reads the row's time and says whether it has one. */
  boolean readTime() {
    boolean timed = hasValue(time);
    if (timed) {
      time.writeCurrentValueToConverter();
    }
    time.consume();
    return timed;
  }

  /** Reads the rest of the row whose time was read. */
  void readRest() {
    for (Rest column : rest) {
      if (hasValue(column.reader())) {
        column.reader().writeCurrentValueToConverter();
      } else {
        column.value().clear();
      }
      column.reader().consume();
    }
  }

  /** Passes over the rest of the row whose time was read. */
  void skipRest() {
    for (Rest column : rest) {
      if (hasValue(column.reader())) {
        column.reader().skip();
      }
      column.reader().consume();
    }
  }

  private static boolean hasValue(ColumnReader reader) {
    return reader.getCurrentDefinitionLevel() == reader.getDescriptor().getMaxDefinitionLevel();
  }

  /** The time of the row, microseconds since the epoch, where {@link #readTime} found one. */
  long timeMicros() {
    return eventTime.micros();
  }

  /** The event type of the row, null where the row has none. */
  EventTypeWord eventType() {
    return eventType.get();
  }

  /** The row as an event; its time and its type must be good. */
  SmsEvent event() {
    String channelWord = text(channel);
    String tenantName = text(tenant);
    return new SmsEvent(
        eventTime.micros(),
        eventType.get().type(),
        text(messageId),
        tenantName == null ? SmsEvent.DEFAULT_TENANT : tenantName,
        text(flow),
        channelWord == null ? SmsEvent.SMS : channelWord,
        text(provider),
        text(identity),
        text(region),
        text(destination),
        text(country),
        text(network),
        text(sourceIp),
        text(userId),
        text(userAgent),
        text(operation),
        text(errorCode),
        statusCode == null ? null : statusCode.get(),
        atLeastOne(segments),
        price == null ? null : price.get(),
        secondsToVerify == null ? null : secondsToVerify.get(),
        atLeastOne(count));
  }

  private static String text(ColumnValue<String> column) {
    return column == null ? null : column.get();
  }

  private static int atLeastOne(ColumnValue<Integer> column) {
    Integer number = column == null ? null : column.get();
    return number == null ? 1 : Math.max(1, number);
  }
}
