package io.pumpwatch.datasets.simulate.profile;

/**
 * A kind of traffic that stands out: an attack, or a look-alike. A profile is a function of its
 * scene: the same scene gives the same episode.
 */
public interface TrafficProfile {

  /** Its name on the command line and in labels, {@code shuffled-block}. */
  String name();

  /** Whether it is fraud. */
  Label.Kind kind();

  /** One occurrence of it. */
  Episode play(Scene scene);
}
