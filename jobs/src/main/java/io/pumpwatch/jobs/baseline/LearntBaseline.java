package io.pumpwatch.jobs.baseline;

import io.pumpwatch.feature.BlockRecord;
import io.pumpwatch.feature.BlockRecordTypeInfo;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.KeyProfileTypeInfo;
import io.pumpwatch.feature.TenantHistory;
import io.pumpwatch.feature.TenantHistoryTypeInfo;
import io.pumpwatch.feature.TrafficKey;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.core.fs.Path;

/**
 * What an earlier run of {@code baseline} learnt, for the state of keys of which a job has none
 * yet: of each key the newest epoch that is in force at the time. The rows are loaded once in each
 * JVM, when they are first asked for, from a folder that every task manager must reach.
 */
public final class LearntBaseline implements Serializable {
  private static final long serialVersionUID = 1L;

  /** Nothing was learnt before. */
  public static final LearntBaseline NONE = new LearntBaseline(null, null);

  /** One copy for all operators of a JVM, given up where memory is short. */
  private static final Map<String, SoftReference<BaselineEpochs>> LOADED =
      new ConcurrentHashMap<>();

  private final Path folder;
  private final String id;

  private LearntBaseline(Path folder, String id) {
    this.folder = folder;
    this.id = id;
  }

  /**
   * The baseline of a folder.
   *
   * @throws io.pumpwatch.jobs.output.UnreadableTableException where there is none
   */
  public static LearntBaseline of(Path folder) throws IOException {
    BaselineEpochs epochs = BaselineEpochs.read(folder);
    LOADED.put(epochs.id(), new SoftReference<>(epochs));
    return new LearntBaseline(folder, epochs.id());
  }

  /** A hash of its rows; null where nothing was learnt. */
  public String id() {
    return id;
  }

  /** What a wide key usually does; null where that is not known. */
  public KeyProfile profile(TrafficKey key, long time) {
    byte[] state = state(BaselineKind.HABITS, key, time);
    return state == null ? null : KeyProfileTypeInfo.Serializer.INSTANCE.ofBytes(state);
  }

  /** What is remembered of the numbers without their last four digits; null where nothing is. */
  public BlockRecord block(long block, long time) {
    byte[] state = id == null ? null : state(BaselineKind.BLOCK, BaselineRow.blockKey(block), time);
    return state == null ? null : BlockRecordTypeInfo.Serializer.INSTANCE.ofBytes(state);
  }

  /** What is remembered of a tenant; null where nothing is. */
  public TenantHistory tenant(String tenant, long time) {
    byte[] state = state(BaselineKind.TENANT, BaselineRow.tenantKey(tenant), time);
    return state == null ? null : TenantHistoryTypeInfo.Serializer.INSTANCE.ofBytes(state);
  }

  private byte[] state(BaselineKind kind, TrafficKey key, long time) {
    return id == null ? null : epochs().state(kind.word(), key, time);
  }

  private BaselineEpochs epochs() {
    SoftReference<BaselineEpochs> loaded = LOADED.get(id);
    BaselineEpochs epochs = loaded == null ? null : loaded.get();
    return epochs != null ? epochs : load();
  }

  private BaselineEpochs load() {
    synchronized (LOADED) {
      SoftReference<BaselineEpochs> loaded = LOADED.get(id);
      BaselineEpochs epochs = loaded == null ? null : loaded.get();
      if (epochs != null) {
        return epochs;
      }
      try {
        epochs = BaselineEpochs.read(folder);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      if (!epochs.id().equals(id)) {
        throw new IllegalStateException(
            "the baseline in " + folder + " is another one than the job began with");
      }
      LOADED.put(id, new SoftReference<>(epochs));
      return epochs;
    }
  }
}
