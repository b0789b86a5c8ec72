package io.pumpwatch.jobs.input.live;

import java.io.Serializable;

/**
 * A topic and what its messages are.
 *
 * @param topic its name
 * @param format the log format of its messages, null to recognise each
 */
public record TopicLogs(String topic, String format) implements Serializable {

  /** Reads {@code NAME} or {@code NAME=FORMAT}. */
  public static TopicLogs parse(String text) {
    int equals = text.indexOf('=');
    String topic = equals < 0 ? text : text.substring(0, equals);
    String format = equals < 0 ? null : text.substring(equals + 1);
    if (topic.isBlank() || (format != null && format.isBlank())) {
      throw new IllegalArgumentException("'" + text + "' is not NAME or NAME=FORMAT");
    }
    return new TopicLogs(topic, format);
  }
}
