package io.pumpwatch.jobs.input.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaConnectionTest {
  private static final List<String> BROKERS = List.of("one:9093", "two:9093");

  @TempDir private Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("client.properties"), text);
  }

  @Test
  void aClientHasTheBrokersAndWhatTheFileSays() throws IOException {
    KafkaConnection kafka =
        KafkaConnection.of(BROKERS, file("security.protocol=SASL_SSL\nsasl.jaas.config=hunter2\n"));

    assertThat(kafka.clientProperties())
        .hasSize(3)
        .containsEntry("bootstrap.servers", "one:9093,two:9093")
        .containsEntry("security.protocol", "SASL_SSL");
    assertThat(kafka).hasToString("one:9093,two:9093 with [sasl.jaas.config, security.protocol]");
    assertThat(KafkaConnection.of(BROKERS, null).clientProperties()).hasSize(1);
  }

  @Test
  void whatOptionsAndSettingsSayIsNotForTheFile() throws IOException {
    Path file = file("group.id=other\nbootstrap.servers=three:9093\nclient.id=x\n");

    assertThatThrownBy(() -> KafkaConnection.of(BROKERS, file))
        .isInstanceOf(LiveInputException.class)
        .hasMessage(
            "--kafka-properties " + file + ": not to be set here: bootstrap.servers, group.id");
  }

  @Test
  void whereNobodyAnswersThatIsSaid() throws IOException {
    LiveInput nowhere = LiveInputs.of("nowhere.invalid:9092", "otp", null);

    assertThatThrownBy(() -> FoundTopics.of(nowhere, List.of()))
        .isInstanceOf(LiveInputException.class)
        .hasMessageStartingWith("Kafka at nowhere.invalid:9092 cannot be read: ");
  }

  @Test
  void aPropertyThatKafkaRefusesIsSaid() throws IOException {
    KafkaConnection kafka = KafkaConnection.of(BROKERS, file("security.protocol=PLAIN\n"));
    LiveInput input = LiveInputs.of("one:9093", "otp", null);

    assertThatThrownBy(
            () ->
                FoundTopics.of(
                    new LiveInput(
                        kafka,
                        input.topics(),
                        input.start(),
                        true,
                        input.range(),
                        input.settings()),
                    List.of()))
        .isInstanceOf(LiveInputException.class)
        .hasMessageContaining("security.protocol");
  }
}
