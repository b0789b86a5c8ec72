package io.pumpwatch.jobs.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.sample.SampleData;
import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.Tenants;
import io.pumpwatch.datasets.simulate.log.CloudTrailFile;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.datasets.simulate.world.MessageLog;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Simulator and decoders were written apart from the same documentation: what one writes the other
 * reads back, event for event, in every field that the log carries.
 */
class SampleDecodingTest {
  private static final Simulation SIMULATION = SampleData.simulation();
  private static final InputSettings SETTINGS =
      SettingsBinder.bind("settings", SimulatedScenarios.sampleSettings(), Settings.defaults())
          .input();

  static Stream<Arguments> logs() {
    return Tenants.ALL.stream()
        .flatMap(
            tenant -> tenant.logs().stream().map(log -> Arguments.of(tenant.name(), log.format())));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("logs")
  void decodesToWhatTheSimulatorLogged(String tenantName, String format) throws IOException {
    Tenant tenant =
        Tenants.ALL.stream().filter(one -> one.name().equals(tenantName)).findFirst().orElseThrow();
    MessageLog log =
        tenant.logs().stream().filter(one -> one.format().equals(format)).findFirst().orElseThrow();
    List<SmsEvent> logged = new ArrayList<>();
    SIMULATION
        .messages()
        .forEachRemaining(
            message -> {
              if (message.tenant().name().equals(tenantName)) {
                logged.addAll(log.events(message));
              }
            });
    List<RecordComponent> carried = carried(logged);

    List<SmsEvent> decoded = decode(tenant, log);

    assertThat(logged).hasSizeGreaterThan(1_000);
    assertThat(without(decoded, logged, carried)).as("decoded but not logged").isEmpty();
    assertThat(without(logged, decoded, carried)).as("logged but not decoded").isEmpty();
  }

  /** What the one has more of than the other, as often. */
  private static List<String> without(
      List<SmsEvent> events, List<SmsEvent> others, List<RecordComponent> fields) {
    Map<String, Integer> rest = new HashMap<>();
    others.forEach(event -> rest.merge(values(event, fields), 1, Integer::sum));
    return events.stream()
        .map(event -> values(event, fields))
        .filter(values -> rest.merge(values, -1, Integer::sum) < 0)
        .toList();
  }

  private static List<SmsEvent> decode(Tenant tenant, MessageLog log) throws IOException {
    Iterable<String> lines =
        () -> {
          List<String> texts = new ArrayList<>();
          SIMULATION.lines(tenant, log).forEachRemaining((LogLine line) -> texts.add(line.text()));
          return texts.iterator();
        };
    String text =
        String.join("\n", log.format().equals("cloudtrail") ? CloudTrailFile.of(lines) : lines);
    List<SmsEvent> events = new ArrayList<>();
    try (DecodedReader reader =
        new RawLogFiles(SETTINGS)
            .open(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "log", null)) {
      for (Decoded next = reader.next(); next != null; next = reader.next()) {
        assertThat(next.deadLetter()).isNull();
        assertThat(next.format()).isEqualTo(log.format());
        if (next.isEvent()) {
          events.add(next.event());
        }
      }
    }
    return events;
  }

  /** The fields that any row of the log states: the others a decoder may know from elsewhere. */
  private static List<RecordComponent> carried(List<SmsEvent> events) {
    return Arrays.stream(SmsEvent.class.getRecordComponents())
        .filter(
            field -> events.stream().map(event -> value(field, event)).anyMatch(Objects::nonNull))
        .toList();
  }

  private static String values(SmsEvent event, List<RecordComponent> fields) {
    return fields.stream()
        .map(field -> field.getName() + "=" + value(field, event))
        .collect(Collectors.joining(", "));
  }

  private static Object value(RecordComponent field, SmsEvent event) {
    try {
      return field.getAccessor().invoke(event);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
