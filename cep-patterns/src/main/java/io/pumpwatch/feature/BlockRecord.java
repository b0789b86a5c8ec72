package io.pumpwatch.feature;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is remembered for weeks of the numbers that share all but their last four digits: whether a
 * code has ever come back from them, and from which hundreds, and how much each tenant sent to
 * them. A function of their minutes in time order.
 */
@TypeInfo(BlockRecordTypeInfo.Factory.class)
public final class BlockRecord {
  /** How long all of it is remembered, days. */
  public static final int DAYS = 28;

  private static final long DAY = 86_400_000;
  private static final int BLOCK = 10_000;
  private static final int HUNDRED = 100;

  /** The window's own day and the one before it, which the windows of a day reach into. */
  private static final int RECENT_DAYS = 2;

  private long provenAt = Long.MIN_VALUE;
  private final long[] provenHundreds = new long[2];
  private final TreeMap<String, RollingSums> sendsByTenant = new TreeMap<>();

  /** Counts messages of a tenant. */
  public void sent(String tenant, long time, long sends) {
    sendsByTenant.computeIfAbsent(tenant, unused -> new RollingSums(DAY, DAYS, 1)).add(time, sends);
  }

  /** Remembers that a code came back from that number. */
  public void answered(long number, long time) {
    if (!provenAt(time)) {
      provenHundreds[0] = 0;
      provenHundreds[1] = 0;
    }
    provenAt = Math.max(provenAt, time);
    int hundred = (int) (number % BLOCK / HUNDRED);
    provenHundreds[hundred / Long.SIZE] |= 1L << hundred % Long.SIZE;
  }

  /** Whether a code had come back from any of the numbers by then. */
  public boolean provenAt(long time) {
    return provenAt != Long.MIN_VALUE && time - provenAt < DAYS * DAY;
  }

  /** Whether a code had come back from that part of the numbers by then. */
  public boolean provenAt(TrafficKey part, long time) {
    if (!provenAt(time)) {
      return false;
    }
    long numbers = part.numbers();
    int hundreds = (int) Math.max(1, numbers / HUNDRED);
    int first =
        numbers >= BLOCK
            ? 0
            : (int)
                (Long.parseLong(part.value(), 1, part.value().length(), 10)
                    * numbers
                    % BLOCK
                    / HUNDRED);
    for (int hundred = first; hundred < first + hundreds; hundred++) {
      if ((provenHundreds[hundred / Long.SIZE] & 1L << hundred % Long.SIZE) != 0) {
        return true;
      }
    }
    return false;
  }

  /** When a code came back last, milliseconds since the epoch; only where one ever did. */
  public long lastAnswer() {
    return provenAt;
  }

  /** From how many hundreds of the numbers a code has come back. */
  public int provenHundreds() {
    return Long.bitCount(provenHundreds[0]) + Long.bitCount(provenHundreds[1]);
  }

  /** The tenants that have sent. */
  public Set<String> tenants() {
    return sendsByTenant.keySet();
  }

  /** Messages of a tenant in the four weeks up to that time. */
  public long sends(String tenant, long time) {
    RollingSums sums = sendsByTenant.get(tenant);
    return sums == null ? 0 : sums.sum(0, time);
  }

  /** Messages of a tenant in the four weeks before the day before that time. */
  public long earlierSends(String tenant, long time) {
    RollingSums sums = sendsByTenant.get(tenant);
    return sums == null ? 0 : sums.sum(0, time) - sums.sumSince(0, RECENT_DAYS - 1, time);
  }

  /** Messages of all tenants in the four weeks before the day before that time. */
  public long earlierSends(long time) {
    return sendsByTenant.keySet().stream().mapToLong(tenant -> earlierSends(tenant, time)).sum();
  }

  /** Whether nothing of it is left to remember at that time. */
  public boolean endedBefore(long time) {
    return provenAt < time
        && sendsByTenant.values().stream().allMatch(sums -> sums.sum(0, time + DAYS * DAY) == 0);
  }

  void write(DataOutputView out) throws IOException {
    out.writeLong(provenAt);
    out.writeLong(provenHundreds[0]);
    out.writeLong(provenHundreds[1]);
    BinarySerializer.writeVarLong(out, sendsByTenant.size());
    for (Map.Entry<String, RollingSums> tenant : sendsByTenant.entrySet()) {
      BinarySerializer.writeText(out, tenant.getKey());
      tenant.getValue().write(out);
    }
  }

  static BlockRecord read(DataInputView in) throws IOException {
    BlockRecord record = new BlockRecord();
    record.provenAt = in.readLong();
    record.provenHundreds[0] = in.readLong();
    record.provenHundreds[1] = in.readLong();
    long tenants = BinarySerializer.readVarLong(in);
    for (long i = 0; i < tenants; i++) {
      String tenant = BinarySerializer.readText(in);
      RollingSums sums = new RollingSums(DAY, DAYS, 1);
      sums.readFrom(in);
      record.sendsByTenant.put(tenant, sums);
    }
    return record;
  }
}
