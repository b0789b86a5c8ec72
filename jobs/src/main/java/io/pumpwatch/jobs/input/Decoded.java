package io.pumpwatch.jobs.input;

import io.pumpwatch.event.SmsEvent;

/**
 * What a source yields: an event, a dead letter, or the news that a record was fine but is not
 * about messages. One record may give several events; the first carries {@code startsRecord}, so
 * that records read = decoded + skipped + dead can be counted downstream.
 *
 * @param format the log format it was read as, null where none was recognised
 * @param startsRecord whether this is the first yield of its record
 * @param event the event, or null
 * @param deadLetter the dead letter, or null; with no event and no dead letter the record was
 *     skipped
 * @param deadCause what kind of reason there is for the dead letter, or null
 * @param watermark no event of the source that comes after this one is at or before this time, in
 *     milliseconds since the epoch; {@link Long#MIN_VALUE} where nothing is promised
 * @param late whether the event came later than the source's bound
 * @param unknownFields how many fields of the record its format does not know and has ignored; told
 *     with its first yield
 */
public record Decoded(
    String format,
    boolean startsRecord,
    SmsEvent event,
    DeadLetter deadLetter,
    DeadCause deadCause,
    long watermark,
    boolean late,
    int unknownFields) {

  /** An event on time, with no promise about those to come. */
  public static Decoded event(String format, boolean startsRecord, SmsEvent event) {
    return event(format, startsRecord, event, 0);
  }

  /** The same of a record with fields that were ignored. */
  public static Decoded event(
      String format, boolean startsRecord, SmsEvent event, int unknownFields) {
    return new Decoded(
        format,
        startsRecord,
        event,
        null,
        null,
        Long.MIN_VALUE,
        false,
        startsRecord ? unknownFields : 0);
  }

  /** A record that could not be read. */
  public static Decoded dead(DeadCause cause, DeadLetter deadLetter) {
    return new Decoded(
        deadLetter.format(), true, null, deadLetter, cause, Long.MIN_VALUE, false, 0);
  }

  /** A record that is fine but not about messages. */
  public static Decoded skipped(String format) {
    return new Decoded(format, true, null, null, null, Long.MIN_VALUE, false, 0);
  }

  /** The same with a promise about the events to come. */
  public Decoded withWatermark(long value, boolean isLate) {
    return new Decoded(
        format, startsRecord, event, deadLetter, deadCause, value, isLate, unknownFields);
  }

  /**
   * What is left of it where only some event times are wanted: itself, the news that its record was
   * skipped, or null. A record counts as what its first yield is.
   */
  public Decoded within(TimeRange range) {
    if (!isEvent() || range.contains(event.eventTimeMicros())) {
      return this;
    }
    return startsRecord ? skipped(format) : null;
  }

  public boolean isEvent() {
    return event != null;
  }

  public boolean isDead() {
    return deadLetter != null;
  }

  public boolean isSkipped() {
    return event == null && deadLetter == null;
  }
}
