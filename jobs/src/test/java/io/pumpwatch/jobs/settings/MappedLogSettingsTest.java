package io.pumpwatch.jobs.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappedLogSettingsTest {
  private static final String COLUMNS =
      "columns: {event_time: {field: t}, event_type: {field: what}%s}";

  private static InputSettings bind(String yaml) {
    return SettingsBinder.bind("settings.yaml", yaml, InputSettings.defaults());
  }

  private static List<String> problems(String yaml) {
    SettingsException refusal = catchThrowableOfType(SettingsException.class, () -> bind(yaml));
    assertThat(refusal).as("refusal of %s", yaml).isNotNull();
    return refusal.problems().stream().map(p -> p.key() + ": " + p.message()).toList();
  }

  @Test
  void mapsEveryKey() {
    InputSettings settings =
        bind(
            """
            mapped:
              app:
                required: [t, what]
                columns:
                  event_time: {field: t, time-form: pattern, pattern: "uuuu", zone: Europe/Oslo}
                  event_type: {field: what, values: {a: sent}, otherwise: skip}
                  destination: {field: to, prefix: "+"}
                  provider: {constant: app}
            """);
    assertThat(settings.mapped())
        .isEqualTo(
            Map.of(
                "app",
                new MappedLogSettings(
                    List.of("t", "what"),
                    Map.of(
                        "event_time",
                        new MappedColumn(
                            "t",
                            null,
                            null,
                            Map.of(),
                            null,
                            TimeForm.PATTERN,
                            "uuuu",
                            "Europe/Oslo"),
                        "event_type",
                        new MappedColumn(
                            "what", null, null, Map.of("a", "sent"), "skip", null, null, null),
                        "destination",
                        new MappedColumn("to", null, "+", Map.of(), null, null, null, null),
                        "provider",
                        MappedColumn.ofConstant("app")))));
  }

  @Test
  void nothingIsMappedByDefault() {
    assertThat(InputSettings.defaults().mapped()).isEmpty();
  }

  @Test
  void printsWhatReadsBackAsTheSame() {
    InputSettings settings =
        bind("mapped: {app: {required: [t], " + COLUMNS.formatted(", count: {constant: 2}") + "}}");
    assertThat(bind(SettingsWriter.yaml(settings))).isEqualTo(settings);
  }

  @Test
  void travelsWithTheJob() throws Exception {
    InputSettings settings = bind("mapped: {app: {required: [t], " + COLUMNS.formatted("") + "}}");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(settings);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      assertThat(in.readObject()).isEqualTo(settings);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          destinaton: {field: x}                  | destinaton: is no column; did you mean destination?
          flow: {field: x, constant: y}           | flow.constant: stands beside a field: one excludes the other, is y
          flow: {}                                | flow.field: or a constant must be given
          flow: {field: " "}                      | flow.field: must not be empty
          flow: {constant: x, prefix: y}          | flow.prefix: is for a field, not for a constant, is y
          flow: {constant: x, values: {a: b}}     | flow.values: are for a field, not for a constant
          flow: {field: x, otherwise: y}          | flow.otherwise: needs values to differ from, is y
          flow: {field: x, time-form: iso}        | flow: is no time: time-form, pattern and zone are for event_time
          count: {constant: many}                 | count: must be a number
          """)
  void refusesColumnsThatMakeNoSense(String column, String problem) {
    assertThat(problems("mapped: {app: {required: [t], " + COLUMNS.formatted(", " + column) + "}}"))
        .singleElement()
        .asString()
        .startsWith("mapped.app.columns." + problem.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {constant: "2025-03-01T12:00:00Z"}                      | : must come from a field
          {field: t, time-form: pattern}                          | .time-form: needs a pattern, is pattern
          {field: t, pattern: "uuuu xx"}                          | .pattern: needs time-form: pattern, is uuuu xx
          {field: t, time-form: pattern, pattern: "uuuu"}         | .pattern: names no zone, so that zone must be given, is uuuu
          {field: t, time-form: pattern, pattern: "uuuu 'Z'"}     | .pattern: names no zone, so that zone must be given
          {field: t, time-form: pattern, pattern: "fff xx"}       | .pattern: must be a pattern of Java's DateTimeFormatter
          {field: t, time-form: pattern, pattern: "uuuu", zone: x} | .zone: must be a zone such as Europe/Oslo, is x
          {field: t, time-form: iso, zone: UTC}                   | .zone: needs a pattern, is UTC
          """)
  void refusesTimesThatMakeNoSense(String column, String problem) {
    String yaml =
        "mapped: {app: {required: [t], columns: {event_time: "
            + column
            + ", event_type: {constant: sent}}}}";
    assertThat(problems(yaml))
        .singleElement()
        .asString()
        .startsWith("mapped.app.columns.event_time" + problem.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {constant: skip}                          | must be one of blocked, delivered,
          {field: x, values: {a: gone}}             | has the value gone, which is none of blocked,
          {field: x, values: {a: sent}, otherwise: x} | has the value x, which is none of blocked,
          """)
  void refusesTypesThatAreNone(String column, String problem) {
    String yaml =
        "mapped: {app: {required: [t], columns: {event_time: {field: t}, event_type: "
            + column
            + "}}}";
    assertThat(problems(yaml))
        .singleElement()
        .asString()
        .startsWith("mapped.app.columns.event_type: " + problem.strip());
  }

  @Test
  void tellsAllProblemsAtOnce() {
    assertThat(
            problems(
                """
                mapped:
                  no name: {required: [], columns: {event_time: {field: t}}}
                  a: {required: [t, u], columns: {event_time: {field: t}, event_type: {constant: x}}}
                  b: {required: [u, t], columns: {event_time: {}, event_type: {constant: sent}}}
                """))
        .containsExactlyInAnyOrder(
            "mapped.no name: must be named with letters, digits and hyphens",
            "mapped.no name.required: must name at least one field",
            "mapped.no name.columns: must have event_type",
            "mapped.a.columns.event_type: must be one of blocked, delivered, failed, requested,"
                + " sent, undelivered, verified",
            "mapped.b: requires the same fields as a",
            "mapped.b.columns.event_time.field: or a constant must be given");
  }
}
