package io.pumpwatch.jobs.survey;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.Decoded;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Looks in a sample of the input for a reason to believe that it tells of one message twice: two
 * log formats that report one type of event for one tenant, with message ids; or an id that comes
 * with one type and one destination again.
 */
public final class RepeatedMessages {
  private static final int MOST_ROWS = 1_000_000;

  private record Told(String tenant, EventType type) implements Comparable<Told> {
    @Override
    public int compareTo(Told other) {
      int byTenant = tenant.compareTo(other.tenant);
      return byTenant == 0 ? type.compareTo(other.type) : byTenant;
    }
  }

  private record Row(Told told, String messageId, String destination) {}

  private final Map<Told, SortedSet<String>> formats = new TreeMap<>();
  private final Set<Row> rows = new HashSet<>();
  private String repeated;

  /** Takes the next yield. */
  public void add(Decoded decoded) {
    if (!decoded.isEvent() || decoded.event().messageId() == null) {
      return;
    }
    SmsEvent event = decoded.event();
    Told told = new Told(event.tenant(), event.eventType());
    formats.computeIfAbsent(told, unused -> new TreeSet<>()).add(decoded.format());
    if (repeated == null
        && rows.size() < MOST_ROWS
        && !rows.add(new Row(told, event.messageId(), event.destination()))) {
      repeated =
          decoded.format() + " reports " + told.type().word() + " of one message more than once";
    }
  }

  /** The reason in words; empty where there is none. */
  public Optional<String> reason() {
    return formats.entrySet().stream()
        .filter(entry -> entry.getValue().size() > 1)
        .map(
            entry ->
                String.join(" and ", entry.getValue())
                    + " both report "
                    + entry.getKey().type().word()
                    + " for tenant "
                    + entry.getKey().tenant())
        .findFirst()
        .or(() -> Optional.ofNullable(repeated));
  }
}
