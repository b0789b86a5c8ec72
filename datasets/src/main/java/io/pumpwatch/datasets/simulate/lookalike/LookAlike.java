package io.pumpwatch.datasets.simulate.lookalike;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;

/** A profile that is life. */
interface LookAlike extends TrafficProfile {

  @Override
  default Label.Kind kind() {
    return Label.Kind.BENIGN;
  }
}
