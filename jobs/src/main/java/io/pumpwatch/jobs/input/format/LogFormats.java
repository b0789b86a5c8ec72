package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Optional;

/** The catalogue of log formats. */
public final class LogFormats {
  private final List<LogFormat> formats;

  /**
   * The formats, as the settings tell them to read.
   *
   * @throws IllegalArgumentException where a setting cannot be used
   */
  public LogFormats(InputSettings settings) {
    formats =
        List.of(
            new CanonicalFormat(settings),
            new CloudTrailFormat(settings),
            new SnsDeliveryFormat(),
            new TwilioEventsFormat(),
            new TwilioVerifyFormat(),
            new AccessLogFormat(settings));
  }

  /** All formats, in the order they are tried. */
  public List<LogFormat> all() {
    return formats;
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
    return formats.stream().filter(format -> format.recognises(record)).findFirst();
  }
}
