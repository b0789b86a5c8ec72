package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BinarySerializer;
import io.pumpwatch.feature.BinaryTypeInfo;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficKeyTypeInfo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How Flink carries a {@link TallyUpdate}, the most numerous row there is. */
public final class TallyUpdateTypeInfo {
  private TallyUpdateTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<TallyUpdate> {
    @Override
    public TypeInformation<TallyUpdate> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(TallyUpdate.class, Serializer.INSTANCE);
    }
  }

  /** Writes key, window and the tally's bytes. */
  public static final class Serializer extends BinarySerializer<TallyUpdate> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final byte[] NOTHING = {};

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public TallyUpdate createInstance() {
      return new TallyUpdate(TrafficKeyTypeInfo.Serializer.INSTANCE.createInstance(), 0, NOTHING);
    }

    @Override
    public TallyUpdate copy(TallyUpdate from) {
      return from;
    }

    @Override
    protected void write(TallyUpdate update, DataOutputView out) throws IOException {
      TrafficKeyTypeInfo.Serializer.INSTANCE.serialize(update.key(), out);
      out.writeLong(update.windowStart());
      writeVarLong(out, update.bytes().length);
      out.write(update.bytes());
    }

    @Override
    protected TallyUpdate read(int readVersion, DataInputView in) throws IOException {
      TrafficKey key = TrafficKeyTypeInfo.Serializer.INSTANCE.deserialize(in);
      long windowStart = in.readLong();
      byte[] bytes = new byte[(int) readVarLong(in)];
      in.readFully(bytes);
      return new TallyUpdate(key, windowStart, bytes);
    }

    @Override
    public TypeSerializerSnapshot<TallyUpdate> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TallyUpdate> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
