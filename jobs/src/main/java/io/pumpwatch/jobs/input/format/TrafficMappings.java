package io.pumpwatch.jobs.input.format;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.TrafficMapping;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Gives rows the tenant and the flow that the settings map them to. */
final class TrafficMappings {

  /** What a rule looks at. */
  private record Row(String file, String format, LogRow row) {}

  /** One condition of a rule. */
  private record Condition(Glob glob, Function<Row, String> value) {
    boolean holds(Row row) {
      String actual = value.apply(row);
      return actual != null && glob.matches(actual);
    }
  }

  /** One rule and what it gives. */
  private record Rule(List<Condition> conditions, String given) {
    boolean applies(Row row) {
      for (Condition condition : conditions) {
        if (!condition.holds(row)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Rule> tenants;
  private final List<Rule> flows;

  TrafficMappings(InputSettings settings) {
    List<TrafficMapping> mappings =
        Stream.concat(settings.mappings().stream(), settings.shippedMappings().stream()).toList();
    tenants = rules(mappings, TrafficMapping::tenant);
    flows = rules(mappings, TrafficMapping::flow);
  }

  /** The row's event with the tenant and the flow that it does not name itself. */
  SmsEvent apply(String file, String format, LogRow logRow) {
    SmsEvent event = logRow.event();
    Row row = new Row(file, format, logRow);
    String tenant =
        SmsEvent.DEFAULT_TENANT.equals(event.tenant())
            ? firstGiven(tenants, row).orElse(event.tenant())
            : event.tenant();
    String flow = event.flow() == null ? firstGiven(flows, row).orElse(null) : event.flow();
    if (tenant.equals(event.tenant()) && Objects.equals(flow, event.flow())) {
      return event;
    }
    return event.toBuilder().tenant(tenant).flow(flow).build();
  }

  private static Optional<String> firstGiven(List<Rule> rules, Row row) {
    for (Rule rule : rules) {
      if (rule.applies(row)) {
        return Optional.of(rule.given());
      }
    }
    return Optional.empty();
  }

  private static List<Rule> rules(
      List<TrafficMapping> mappings, Function<TrafficMapping, String> given) {
    return mappings.stream()
        .filter(mapping -> !given.apply(mapping).isEmpty())
        .map(mapping -> new Rule(conditions(mapping), given.apply(mapping)))
        .toList();
  }

  private static List<Condition> conditions(TrafficMapping mapping) {
    return Stream.of(
            condition(mapping.format(), Row::format),
            condition(mapping.file(), Row::file),
            condition(mapping.account(), row -> row.row().origin().account()),
            condition(mapping.service(), row -> row.row().origin().service()),
            condition(mapping.host(), row -> row.row().origin().host()),
            condition(mapping.path(), row -> row.row().origin().path()),
            condition(mapping.operation(), row -> row.row().event().operation()),
            condition(mapping.provider(), row -> row.row().event().provider()),
            condition(mapping.identity(), row -> row.row().event().identity()),
            condition(mapping.region(), row -> row.row().event().region()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Condition> condition(String pattern, Function<Row, String> value) {
    return pattern.isEmpty()
        ? Optional.empty()
        : Optional.of(new Condition(new Glob(pattern), value));
  }
}
