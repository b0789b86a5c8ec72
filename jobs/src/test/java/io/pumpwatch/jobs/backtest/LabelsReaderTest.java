package io.pumpwatch.jobs.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.datasets.simulate.profile.LabelLine;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabelsReaderTest {
  private static final String SOUND =
      "\"kind\":\"attack\",\"profile\":\"p\","
          + "\"start\":\"2026-03-01T12:00:00Z\",\"end\":\"2026-03-01T13:00:00Z\"";

  @TempDir private Path folder;

  private List<Label> read(String... lines) throws IOException {
    Path file = Files.writeString(folder.resolve("labels.ndjson"), String.join("\n", lines));
    return LabelsReader.read(new org.apache.flink.core.fs.Path(file.toUri()));
  }

  private List<String> problems(String... lines) {
    List<String> problems = new ArrayList<>();
    assertThatThrownBy(() -> read(lines))
        .asInstanceOf(type(LabelsException.class))
        .satisfies(refusal -> problems.addAll(refusal.problems()));
    return problems;
  }

  @Test
  void readsWhatASimulationWrites() throws IOException {
    Label full =
        LabelExample.attack("pumping-1")
            .tenants("acme")
            .flows("signup_otp")
            .countries("GA")
            .prefixes("+24177012")
            .sourceIps("192.0.2.1")
            .userIds("u1")
            .identities("i1")
            .messageIds("m1", "m2")
            .label();
    Label bare = LabelExample.benign("launch-1").label();

    assertThat(read(LabelLine.of(full), "", LabelLine.of(bare))).containsExactly(full, bare);
  }

  @Test
  void listsMayBeLeftOutAndOtherFieldsAreIgnored() throws IOException {
    assertThat(read("{\"label_id\":\"p-1\"," + SOUND + ",\"tenants\":null,\"note\":\"x\"}"))
        .containsExactly(LabelExample.attack("p-1").label());
  }

  @Test
  void anEmptyFileSaysThatThereWasNothing() throws IOException {
    assertThat(read("")).isEmpty();
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("[1]", "is not a JSON object"),
        Arguments.of("{" + SOUND + "}", "label_id is missing"),
        Arguments.of("{\"label_id\":7," + SOUND + "}", "label_id must be text, is 7"),
        Arguments.of(sound().replace("attack", "fraud"), "kind must be attack or benign, is fraud"),
        Arguments.of(
            sound().replace("2026-03-01T13:00:00Z", "yesterday"),
            "end must be an instant such as 2026-01-05T13:00:00Z, is yesterday"),
        Arguments.of(
            sound().replace("2026-03-01T12", "0026-03-01T12"),
            "start must lie in the years 2000 to 2199, is 0026-03-01T12:00:00Z"),
        Arguments.of(
            sound().replace("T13", "T11"),
            "end 2026-03-01T11:00:00Z is before start 2026-03-01T12:00:00Z"),
        Arguments.of(with("\"tenants\":\"acme\""), "tenants must be a list, is string"),
        Arguments.of(with("\"user_ids\":[1]"), "user_ids must hold texts, holds 1"),
        Arguments.of(
            with("\"prefixes\":[\"24177\"]"),
            "prefixes must hold + and leading digits of a number, holds 24177"),
        Arguments.of(
            with("\"countries\":[\"Gabon\"]"),
            "countries must hold an ISO 3166-1 alpha-2 code, holds Gabon"));
  }

  private static String sound() {
    return "{\"label_id\":\"p-1\"," + SOUND + "}";
  }

  private static String with(String field) {
    return "{\"label_id\":\"p-1\"," + SOUND + "," + field + "}";
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void saysWhereAndWhatIsWrong(String line, String problem) {
    assertThat(problems("", line)).containsExactly("labels.ndjson:2: " + problem);
  }

  @Test
  void tellsOfEveryProblemAtOnce() {
    assertThat(problems(sound(), "{\"label_id\":", sound()))
        .satisfiesExactly(
            problem -> assertThat(problem).startsWith("labels.ndjson:2: is not JSON: "),
            problem ->
                assertThat(problem)
                    .isEqualTo("labels.ndjson:3: label_id p-1 is that of line 1 too"));
  }

  @Test
  void doesNotTellOfMoreThanAPersonReads() {
    String[] lines = new String[30];
    Arrays.fill(lines, "[]");

    assertThat(problems(lines)).hasSize(21).last().isEqualTo("labels.ndjson: and 10 more");
  }

  @Test
  void aFileThatIsNotThereIsNoLabelFile() {
    org.apache.flink.core.fs.Path absent =
        new org.apache.flink.core.fs.Path(folder.resolve("none.ndjson").toUri());
    assertThatThrownBy(() -> LabelsReader.read(absent)).isInstanceOf(FileNotFoundException.class);
  }
}
