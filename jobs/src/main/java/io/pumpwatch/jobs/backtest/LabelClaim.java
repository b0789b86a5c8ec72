package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.ClientNetworks;
import java.io.Serializable;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which rows belong to the episode that a label tells of. Such a row
 *
 * <ul>
 *   <li>lies between start and end, both included, and is of one of the label's tenants;
 *   <li>does not contradict its flows and countries, which a row that does not know them cannot;
 *   <li>where the label lists messages and the row has an id, is one of them: that decides;
 *   <li>else, where the label lists prefixes and the row has a number, is of one of them: that
 *       decides, since of thousands of clients a label lists the busiest at most;
 *   <li>else agrees with every list of clients, users and identities for which it has a value, and,
 *       where the label has any such list or lists messages, with at least one.
 * </ul>
 *
 * Of a label that lists nothing but tenants, flows and countries, at least one of the latter two
 * must be known to the row where they are listed.
 */
final class LabelClaim implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String labelId;
  private final boolean attack;
  private final long startMicros;
  private final long endMicros;
  private final Set<String> tenants;
  private final Set<String> flows;
  private final Set<String> countries;
  private final Prefixes prefixes;
  private final Set<String> clients;
  private final Set<String> users;
  private final Set<String> identities;
  private final Set<String> messages;
  private final boolean specific;

  LabelClaim(Label label) {
    this.labelId = label.labelId();
    this.attack = label.kind() == Label.Kind.ATTACK;
    this.startMicros = SmsEvent.toMicros(label.start());
    this.endMicros = SmsEvent.toMicros(label.end());
    this.tenants = Set.copyOf(label.tenants());
    this.flows = new HashSet<>(label.flows());
    this.countries = new HashSet<>(label.countries());
    this.prefixes = new Prefixes(label.prefixes());
    this.clients =
        label.sourceIps().stream().map(ClientNetworks::client).collect(Collectors.toSet());
    this.users = new HashSet<>(label.userIds());
    this.identities = new HashSet<>(label.identities());
    this.messages = new HashSet<>(label.messageIds());
    this.specific =
        !(label.prefixes().isEmpty()
            && clients.isEmpty()
            && users.isEmpty()
            && identities.isEmpty()
            && messages.isEmpty());
  }

  String labelId() {
    return labelId;
  }

  /** Whether it tells of fraud. */
  boolean isAttack() {
    return attack;
  }

  long startMicros() {
    return startMicros;
  }

  long endMicros() {
    return endMicros;
  }

  /** Whether the row is one of the episode's. */
  boolean claims(SmsEvent event) {
    if (event.eventTimeMicros() < startMicros
        || event.eventTimeMicros() > endMicros
        || !(tenants.isEmpty() || tenants.contains(event.tenant()))) {
      return false;
    }
    if (!messages.isEmpty() && event.messageId() != null) {
      return messages.contains(event.messageId());
    }
    Agreement context =
        Agreement.NONE
            .and(agreement(flows, event.flow()))
            .and(agreement(countries, event.country()));
    if (context == Agreement.CONTRADICTS) {
      return false;
    }
    if (!specific) {
      return context == Agreement.AGREES || (flows.isEmpty() && countries.isEmpty());
    }
    Agreement ofNumber = agreement(prefixes, event.destination());
    if (ofNumber != Agreement.NONE) {
      return ofNumber == Agreement.AGREES;
    }
    String client = event.sourceIp() == null ? null : ClientNetworks.client(event.sourceIp());
    return agreement(clients, client)
            .and(agreement(users, event.userId()))
            .and(agreement(identities, event.identity()))
        == Agreement.AGREES;
  }

  /** Whether an entity of a finding stands in the label itself. */
  boolean lists(FindingScope finding) {
    return switch (finding.kind()) {
      case SOURCE_IP -> clients.containsAll(finding.values());
      case IDENTITY -> identities.containsAll(finding.values());
      case USER -> users.containsAll(finding.values());
      case DESTINATION, DESTINATION_BLOCK, DESTINATION_RANGE ->
          finding.values().stream().allMatch(prefixes::cover);
      default -> false;
    };
  }

  /** Whether traffic of a finding's tenant can be the label's. */
  boolean mayBeOf(FindingScope finding) {
    return tenants.isEmpty() || finding.tenant() == null || tenants.contains(finding.tenant());
  }

  private static Agreement agreement(Collection<String> listed, String value) {
    return listed.isEmpty() || value == null
        ? Agreement.NONE
        : listed.contains(value) ? Agreement.AGREES : Agreement.CONTRADICTS;
  }

  private static Agreement agreement(Prefixes listed, String number) {
    return listed.isEmpty() || number == null
        ? Agreement.NONE
        : listed.cover(number) ? Agreement.AGREES : Agreement.CONTRADICTS;
  }

  /** What the fields of a row say about the lists of a label. */
  private enum Agreement {
    /** Nothing. */
    NONE,
    AGREES,
    CONTRADICTS;

    Agreement and(Agreement other) {
      return compareTo(other) < 0 ? other : this;
    }
  }

  /** Leading digits, looked up by their lengths. */
  private static final class Prefixes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Set<String> texts;
    private final List<Integer> lengths;

    Prefixes(Collection<String> prefixes) {
      this.texts = new HashSet<>(prefixes);
      this.lengths =
          List.copyOf(
              prefixes.stream().map(String::length).collect(Collectors.toCollection(TreeSet::new)));
    }

    boolean isEmpty() {
      return texts.isEmpty();
    }

    /** Whether one of them is a beginning of the number, or all of it. */
    boolean cover(String number) {
      for (int length : lengths) {
        if (length <= number.length() && texts.contains(number.substring(0, length))) {
          return true;
        }
      }
      return false;
    }
  }
}
