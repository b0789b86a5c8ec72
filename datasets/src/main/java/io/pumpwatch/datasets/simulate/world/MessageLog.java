package io.pumpwatch.datasets.simulate.world;

import io.pumpwatch.event.SmsEvent;
import java.util.List;

/**
 * One log that a tenant's systems write. It states of a message what such a log really states and
 * nothing more, in two forms that agree: as the lines that are written, and as the events that a
 * reader of those lines can know.
 */
public interface MessageLog {

  /** The name of the log format, as on the command line. */
  String format();

  /** What the log says about the message, each row no earlier than the second of its request. */
  List<SmsEvent> events(SimulatedMessage message);

  /** The lines it writes about the message, none where it does not see it. */
  List<LogLine> lines(SimulatedMessage message);
}
