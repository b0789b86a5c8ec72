package io.pumpwatch.datasets.simulate.profile;

import java.time.Duration;

/**
 * A kind of traffic that stands out: an attack, or a look-alike. A profile is a function of its
 * scene: the same scene gives the same episode.
 */
public interface TrafficProfile {

  /** Its name on the command line and in labels, {@code shuffled-block}. */
  String name();

  /** Whether it is fraud. */
  Label.Kind kind();

  /** About how long it lasts where there is time for it. */
  Duration length();

  /** One occurrence of it. */
  Episode play(Scene scene);
}
