package io.pumpwatch.datasets.simulate.attack;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;

/** A profile that is fraud. */
interface Attack extends TrafficProfile {

  @Override
  default Label.Kind kind() {
    return Label.Kind.ATTACK;
  }
}
