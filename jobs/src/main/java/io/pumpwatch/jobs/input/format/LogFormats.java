package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The catalogue of log formats: those that the settings map, then those that Pumpwatch brings. */
public final class LogFormats {
  private final List<LogFormat> formats;

  /**
   * The formats, as the settings tell them to read.
   *
   * @throws IllegalArgumentException where a setting cannot be used
   */
  public LogFormats(InputSettings settings) {
    formats =
        Stream.concat(MappedFormat.all(settings).stream(), shipped(settings).stream()).toList();
  }

  private static List<LogFormat> shipped(InputSettings settings) {
    return List.of(
        new CanonicalFormat(settings),
        new CloudTrailFormat(settings),
        new SnsDeliveryFormat(),
        new SnsUsageFormat(),
        new EndUserMessagingFormat(),
        new TwilioEventsFormat(),
        new TwilioVerifyFormat(),
        new TwilioMessagesFormat(),
        new CommunicationServicesFormat(settings),
        new SmsDeliveryReportFormat(),
        new AppRequestsFormat(settings),
        new VonageFormat(),
        new InfobipFormat(),
        new MessageBirdFormat(),
        new AccessLogFormat(settings));
  }

  /** All formats, in the order they are tried. */
  public List<LogFormat> all() {
    return formats;
  }

  /** The names that a command line offers before it knows the settings. */
  public static List<String> offeredNames() {
    return Stream.concat(
            shipped(InputSettings.defaults()).stream().map(LogFormat::name),
            Stream.of(MappedFormat.ANY_NAME))
        .toList();
  }

  /** The names of all formats. */
  public List<String> names() {
    return formats.stream().map(LogFormat::name).toList();
  }

  /**
   * The format of that name.
   *
   * @throws IllegalArgumentException where there is none
   */
  public LogFormat named(String name) {
    return formats.stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "there is no log format " + name + "; known: " + String.join(", ", names())));
  }

  /** The format that recognises the record. */
  public Optional<LogFormat> recognising(LogRecord record) {
    return formats.stream().filter(format -> isOf(format, record)).findFirst();
  }

  /** Whether the format recognises the record, which may be a row of a table. */
  static boolean isOf(LogFormat format, LogRecord record) {
    return record.columns().isEmpty()
        ? format.recognises(record)
        : format.recognisesTable(record.columns());
  }

  /** Whether a table with these columns is of some format. */
  public boolean recognisesTable(Set<String> columns) {
    return formats.stream().anyMatch(format -> format.recognisesTable(columns));
  }
}
