package io.pumpwatch.feature;

import java.time.Instant;

/** Builds what a number's session decided; what is not set is unknown, or nothing. */
final class TrialBuilder {
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  private final String tenant;
  private final long number;
  private String flow;
  private String country;
  private String network;
  private String client;
  private String identity;
  private int failed;
  private int succeeded;
  private int unrequested;
  private boolean unasked;
  private boolean novel;
  private long entryMillis;
  private long sends;
  private long costMicroUsd;

  private TrialBuilder(String tenant, long number) {
    this.tenant = tenant;
    this.number = number;
  }

  static TrialBuilder of(String tenant, long number) {
    return new TrialBuilder(tenant, number);
  }

  TrialBuilder flow(String value) {
    flow = value;
    return this;
  }

  TrialBuilder country(String value) {
    country = value;
    return this;
  }

  TrialBuilder network(String value) {
    network = value;
    return this;
  }

  TrialBuilder client(String value) {
    client = value;
    return this;
  }

  TrialBuilder identity(String value) {
    identity = value;
    return this;
  }

  TrialBuilder decided(int failedBy, int succeededBy) {
    failed = failedBy;
    succeeded = succeededBy;
    return this;
  }

  TrialBuilder unrequested(int value) {
    unrequested = value;
    return this;
  }

  TrialBuilder unasked(boolean value) {
    unasked = value;
    return this;
  }

  TrialBuilder novel(boolean value) {
    novel = value;
    return this;
  }

  TrialBuilder entryMillis(long value) {
    entryMillis = value;
    return this;
  }

  TrialBuilder sends(long messages, long cost) {
    sends = messages;
    costMicroUsd = cost;
    return this;
  }

  TrialIncrement build() {
    return new TrialIncrement(
        tenant,
        number,
        flow,
        country,
        network,
        client,
        identity,
        NOON.toEpochMilli(),
        failed,
        succeeded,
        unrequested,
        unasked,
        novel,
        entryMillis,
        sends,
        costMicroUsd);
  }
}
