package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.TrafficMapping;
import org.junit.jupiter.api.Test;

class LogFormatsTest {

  @Test
  void aMappingMayNameEveryFormatAndNoOther() {
    assertThat(TrafficMapping.FORMATS)
        .containsExactlyElementsOf(new LogFormats(InputSettings.defaults()).names());
  }
}
