package io.pumpwatch.feature;

import io.pumpwatch.event.SmsEvent;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** What all the evidence agrees on: a field that two rows state differently is nobody's. */
public final class EvidenceContext {
  private static final String MIXED = "\u0000mixed";
  private static final int FLOW = 0;
  private static final int COUNTRY = 1;
  private static final int NETWORK = 2;
  private static final int NETWORK_NAME = 3;
  private static final int PROVIDER = 4;
  private static final int REGION = 5;
  private static final int FIELDS = 6;

  private final String[] agreed = new String[FIELDS];

  void add(ObservedEvent observed) {
    SmsEvent event = observed.event();
    agree(FLOW, event.flow());
    agree(COUNTRY, event.country());
    agree(NETWORK, event.network());
    agree(NETWORK_NAME, observed.networkName());
    agree(PROVIDER, event.provider());
    agree(REGION, event.region());
  }

  void add(TrialIncrement increment) {
    // No source of the session knows a flow: it is of none, not of whichever others are.
    agree(FLOW, increment.flow() == null ? MIXED : increment.flow());
    agree(COUNTRY, increment.country());
    agree(NETWORK, increment.network());
  }

  void merge(EvidenceContext other) {
    for (int i = 0; i < FIELDS; i++) {
      agree(i, other.agreed[i]);
    }
  }

  private void agree(int field, String value) {
    if (value == null) {
      return;
    }
    if (agreed[field] == null) {
      agreed[field] = value;
    } else if (!agreed[field].equals(value)) {
      agreed[field] = MIXED;
    }
  }

  private String agreedOrNull(int field) {
    return MIXED.equals(agreed[field]) ? null : agreed[field];
  }

  public String flow() {
    return agreedOrNull(FLOW);
  }

  public String country() {
    return agreedOrNull(COUNTRY);
  }

  public String network() {
    return agreedOrNull(NETWORK);
  }

  public String networkName() {
    return agreedOrNull(NETWORK_NAME);
  }

  public String provider() {
    return agreedOrNull(PROVIDER);
  }

  public String region() {
    return agreedOrNull(REGION);
  }

  void write(DataOutputView out) throws IOException {
    for (String value : agreed) {
      BinarySerializer.writeText(out, value);
    }
  }

  void readFrom(DataInputView in) throws IOException {
    for (int i = 0; i < FIELDS; i++) {
      agreed[i] = BinarySerializer.readText(in);
    }
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof EvidenceContext other && Arrays.equals(agreed, other.agreed);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(agreed);
  }
}
