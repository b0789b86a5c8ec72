package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.event.EventType;
import java.math.BigDecimal;

/**
 * A word of the event type column.
 *
 * @param word as it stands in the file
 * @param type what it means, null where it means nothing
 */
record EventTypeWord(String word, EventType type) {

  private static EventTypeWord of(String word) {
    return new EventTypeWord(word, EventType.ofWord(word).orElse(null));
  }

  /** Looks the word up, which for a dictionary's entry is done once. */
  static final class Decoder implements ColumnValue.Decoder<EventTypeWord> {

    @Override
    public EventTypeWord ofLong(long value) {
      return of(Long.toString(value));
    }

    @Override
    public EventTypeWord ofDouble(double value) {
      return of(Double.toString(value));
    }

    @Override
    public EventTypeWord ofDecimal(BigDecimal value) {
      return of(value.toPlainString());
    }

    @Override
    public EventTypeWord ofText(String value) {
      return of(value);
    }
  }
}
