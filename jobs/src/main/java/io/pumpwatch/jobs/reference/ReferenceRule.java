package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.ObservedEvent;
import java.io.Serializable;
import java.util.List;
import java.util.function.Consumer;

/** A published rule: what of the traffic it counts, by what, and when it fires. */
interface ReferenceRule extends Serializable {

  /** The name of this rule alone. */
  String name();

  /** The name it is scored under, which several rules of one publisher share. */
  String reference();

  /** How many digits follow the entity of a finding; null where it is no block of numbers. */
  default Integer blockDigits() {
    return null;
  }

  /** Tells what the rule sees in a row of a log. */
  default void see(ObservedEvent row, Consumer<Sighting> sightings) {}

  /** Tells what the rule sees in a moment of a message. */
  default void see(MessageMoment moment, Consumer<Sighting> sightings) {}

  /**
   * When the rule fires for a key.
   *
   * @param sightings all of the key, in the order of time
   * @return in the order of detection, one for each window of the rule at most
   */
  List<Alarm> alarms(List<Sighting> sightings);
}
