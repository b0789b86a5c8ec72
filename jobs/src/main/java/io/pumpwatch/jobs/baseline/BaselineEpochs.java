package io.pumpwatch.jobs.baseline;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.TableRow;
import io.pumpwatch.jobs.output.UnreadableTableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/** The rows of a baseline: of each key what was known from each of its epochs on. */
final class BaselineEpochs {
  private static final int HASH_DIGITS = 16;

  private final Map<String, Map<TrafficKey, TreeMap<Long, byte[]>>> byKind = new HashMap<>();
  private final String id;
  private byte[] hash = new byte[0];
  private long rows;
  private final TreeSet<Instant> effectiveFrom = new TreeSet<>();
  private final Map<String, Long> rowsByGrain = new TreeMap<>();

  private BaselineEpochs(Path folder) throws IOException {
    MessageDigest digest = sha256();
    new ParquetTableReader<>(BaselineTable.writtenBy(null, null), row -> row)
        .readRows(folder, row -> add(row, digest));
    if (rows == 0) {
      throw new UnreadableTableException("there are no baselines in " + folder);
    }
    id = HexFormat.of().formatHex(hash).substring(0, HASH_DIGITS);
  }

  /**
   * Reads the rows.
   *
   * @throws UnreadableTableException where there are none
   */
  static BaselineEpochs read(Path folder) throws IOException {
    return new BaselineEpochs(folder);
  }

  private void add(TableRow row, MessageDigest digest) {
    rows++;
    TrafficKey key =
        new TrafficKey(
            row.text("grain"), row.text("tenant"), row.text("value"), row.integer("digits"));
    Instant epoch = row.timestamp("effective_from");
    effectiveFrom.add(epoch);
    rowsByGrain.merge(row.text("grain"), 1L, Long::sum);
    byKind
        .computeIfAbsent(row.text("kind"), unused -> new HashMap<>())
        .computeIfAbsent(key, unused -> new TreeMap<>())
        .put(epoch.toEpochMilli(), row.bytes("state"));
    digest.update((row.text("kind") + "\u0000" + key).getBytes(StandardCharsets.UTF_8));
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(epoch.toEpochMilli()).array());
    addToHash(digest.digest(row.bytes("state")));
  }

  /** Rows are written in no order: their hashes are combined in a way in which none matters. */
  private void addToHash(byte[] ofRow) {
    if (hash.length == 0) {
      hash = new byte[ofRow.length];
    }
    int carry = 0;
    for (int i = 0; i < hash.length; i++) {
      carry += Byte.toUnsignedInt(hash[i]) + Byte.toUnsignedInt(ofRow[i]);
      hash[i] = (byte) carry;
      carry >>>= Byte.SIZE;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  BaselineContent content() {
    return new BaselineContent(id, rows, effectiveFrom, rowsByGrain);
  }

  /** A hash of the rows, whatever their order. */
  String id() {
    return id;
  }

  /** What was known of a key by that time, serialized; null where nothing was. */
  byte[] state(String kind, TrafficKey key, long time) {
    TreeMap<Long, byte[]> epochs = byKind.getOrDefault(kind, Map.of()).get(key);
    Map.Entry<Long, byte[]> inForce = epochs == null ? null : epochs.floorEntry(time);
    return inForce == null ? null : inForce.getValue();
  }
}
