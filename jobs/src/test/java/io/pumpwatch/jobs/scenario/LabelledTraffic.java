package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.Simulation;
import io.pumpwatch.datasets.simulate.Visibility;
import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.event.Destination;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Simulated traffic with its labels, and which of them a finding hits: those that overlap it in
 * time, ten minutes either way, and agree with its entity. A number, block, client, user or
 * identity agrees where it is one of the label's; a wider entity where at least half of the
 * messages that it selects from the events are the label's.
 */
final class LabelledTraffic {
  private static final Duration TOLERANCE = Duration.ofMinutes(10);

  private final List<Label> labels;
  private final List<SmsEvent> events = new ArrayList<>();
  private final Map<String, String> countries = new HashMap<>();

  LabelledTraffic(Simulation simulation) {
    labels = simulation.labels();
    simulation.events(Visibility.AS_LOGGED).forEachRemaining(events::add);
  }

  List<Label> labels(Label.Kind kind) {
    return labels.stream().filter(label -> label.kind() == kind).toList();
  }

  boolean hits(Finding finding, Label label) {
    return overlaps(finding, label)
        && (label.tenants().isEmpty() || label.tenants().contains(finding.tenant()))
        && (isEntityOf(finding, label) || mostAreOf(finding, label));
  }

  private static boolean overlaps(Finding finding, Label label) {
    return finding.windowStart().isBefore(label.end().plus(TOLERANCE))
        && finding.windowEnd().isAfter(label.start().minus(TOLERANCE));
  }

  private static boolean isEntityOf(Finding finding, Label label) {
    String value = finding.entityValue();
    return switch (finding.entityKind()) {
      case "source_ip" -> label.sourceIps().contains(value);
      case "source_network" ->
          label.sourceIps().stream().anyMatch(address -> value.equals(network(address)));
      case "identity" -> label.identities().contains(value);
      case "user" -> label.userIds().contains(value);
      case "destination", "destination_block", "destination_range" ->
          label.prefixes().stream().anyMatch(value::startsWith);
      default -> false;
    };
  }

  /** The IPv4 /24 of an address. */
  private static String network(String address) {
    return address.substring(0, address.lastIndexOf('.') + 1) + "0/24";
  }

  private boolean mostAreOf(Finding finding, Label label) {
    Set<String> selected = new HashSet<>();
    for (SmsEvent event : events) {
      if (event.messageId() != null && selects(finding, event)) {
        selected.add(event.messageId());
      }
    }
    Set<String> labelled = new HashSet<>(selected);
    labelled.retainAll(Set.copyOf(label.messageIds()));
    return !selected.isEmpty() && 2 * labelled.size() >= selected.size();
  }

  private boolean selects(Finding finding, SmsEvent event) {
    String value = finding.entityValue();
    return event.tenant().equals(finding.tenant())
        && !event.eventTime().isBefore(finding.windowStart())
        && event.eventTime().isBefore(finding.windowEnd())
        && switch (finding.entityKind()) {
          case "destination_block", "destination_range" ->
              event.destination() != null && event.destination().startsWith(value);
          case "network" -> value.equals(event.network());
          case "country" -> value.equals(country(event));
          case "flow" -> value.equals(event.flow());
          case "tenant" -> true;
          default -> false;
        };
  }

  private String country(SmsEvent event) {
    return event.country() != null || event.destination() == null
        ? event.country()
        : countries.computeIfAbsent(
            event.destination(),
            number ->
                new DestinationResolver().resolve(number).map(Destination::country).orElse(""));
  }
}
