package io.pumpwatch.jobs.backtest;

import io.pumpwatch.datasets.simulate.profile.Label;
import java.time.Instant;
import java.util.List;

/** Labels for tests, specific in nothing until told. */
final class LabelExample {
  private final String id;
  private final Label.Kind kind;
  private Instant start = TrafficExample.NOON;
  private Instant end = TrafficExample.minute(60);
  private List<String> tenants = List.of();
  private List<String> flows = List.of();
  private List<String> countries = List.of();
  private List<String> prefixes = List.of();
  private List<String> sourceIps = List.of();
  private List<String> userIds = List.of();
  private List<String> identities = List.of();
  private List<String> messageIds = List.of();

  private LabelExample(String id, Label.Kind kind) {
    this.id = id;
    this.kind = kind;
  }

  /** An attack from noon to one. */
  static LabelExample attack(String id) {
    return new LabelExample(id, Label.Kind.ATTACK);
  }

  /** A benign episode from noon to one. */
  static LabelExample benign(String id) {
    return new LabelExample(id, Label.Kind.BENIGN);
  }

  LabelExample between(Instant from, Instant to) {
    start = from;
    end = to;
    return this;
  }

  LabelExample tenants(String... values) {
    tenants = List.of(values);
    return this;
  }

  LabelExample flows(String... values) {
    flows = List.of(values);
    return this;
  }

  LabelExample countries(String... values) {
    countries = List.of(values);
    return this;
  }

  LabelExample prefixes(String... values) {
    prefixes = List.of(values);
    return this;
  }

  LabelExample sourceIps(String... values) {
    sourceIps = List.of(values);
    return this;
  }

  LabelExample userIds(String... values) {
    userIds = List.of(values);
    return this;
  }

  LabelExample identities(String... values) {
    identities = List.of(values);
    return this;
  }

  LabelExample messageIds(String... values) {
    messageIds = List.of(values);
    return this;
  }

  /** The label; its profile is its id up to the first hyphen. */
  Label label() {
    return new Label(
        id,
        kind,
        id.split("-", 2)[0],
        start,
        end,
        tenants,
        flows,
        countries,
        prefixes,
        sourceIps,
        userIds,
        identities,
        messageIds);
  }
}
