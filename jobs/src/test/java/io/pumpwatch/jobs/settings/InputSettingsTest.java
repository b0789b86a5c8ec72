package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputSettingsTest {

  @Test
  void theLimitsAreThoseOfTheDocumentation() {
    InputLimits limits = InputSettings.defaults().limits();
    assertThat(limits.maxRecordBytes()).isEqualTo(1 << 20);
    assertThat(limits.deadLetterRawBytes()).isEqualTo(4 << 10);
    assertThat(InputSettings.defaults().clientAddress().keepPrivateAddresses()).isFalse();
  }

  @Test
  void travelsWithTheJob() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(InputSettings.defaults());
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(InputSettings.defaults());
    }
  }

  @Test
  void aMappingStartsWithoutConditions() {
    TrafficMapping nothing = new TrafficMapping();
    assertThat(List.of(nothing.file(), nothing.account(), nothing.tenant(), nothing.flow()))
        .containsOnly("");
  }

  @Test
  void limitsThatWouldRefuseEverythingAreRefused() {
    assertThatThrownBy(() -> new InputLimits(0, 64, 1024, 64, 1024, 4096, 200, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("max-record-bytes is 0, the least is 256");
    assertThatThrownBy(() -> new InputLimits(1024, 64, 1024, 64, 1024, -1, 200, 0))
        .hasMessage("dead-letter-raw-bytes is -1, the least is 0");
    assertThatThrownBy(() -> new InputLimits(1024, 64, 1024, 64, 1024, 0, 0, 0))
        .hasMessage("max-gzip-ratio is 0, the least is 1");
  }
}
