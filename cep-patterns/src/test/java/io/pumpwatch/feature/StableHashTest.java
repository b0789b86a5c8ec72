package io.pumpwatch.feature;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StableHashTest {

  @Property
  void unmixTurnsTheHashBack(@ForAll long value) {
    assertThat(StableHash.unmix(StableHash.mix(value))).isEqualTo(value);
  }

  @Example
  void mixIsTheOutputOfSplitMix64() {
    // First output of SplitMix64 seeded with 1234567, as published with its reference code.
    assertThat(StableHash.mix(1_234_567L)).isEqualTo(6_457_827_717_110_365_317L);
  }

  @Example
  void aTextHashesTheSameInEveryVersion() {
    // FNV-1a of "a" is af63dc4c8601ec8c.
    assertThat(StableHash.of("a")).isEqualTo(StableHash.mix(0xaf63dc4c8601ec8cL));
    assertThat(StableHash.of("")).isEqualTo(StableHash.mix(0xcbf29ce484222325L));
  }
}
