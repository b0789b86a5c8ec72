package io.pumpwatch.feature;

import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How Flink carries a {@link TrafficKey}: every tally travels with one. */
public final class TrafficKeyTypeInfo {
  private TrafficKeyTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<TrafficKey> {
    @Override
    public TypeInformation<TrafficKey> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(TrafficKey.class, Serializer.INSTANCE);
    }
  }

  /**
   * Writes the grain by its place in {@link Grain}, to which new ones are only ever appended.
   * Before it comes a hash: a run in batch sorts rows by the first eight bytes of their key, and
   * looks further only where these are alike.
   */
  public static final class Serializer extends BinarySerializer<TrafficKey> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final Grain[] GRAINS = Grain.values();

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public TrafficKey createInstance() {
      return TrafficKey.of(Grain.TENANT, "", "");
    }

    @Override
    public TrafficKey copy(TrafficKey from) {
      return from;
    }

    @Override
    protected void write(TrafficKey key, DataOutputView out) throws IOException {
      out.writeInt((int) StableHash.mix(key.hashCode()));
      out.writeByte(Grain.ofWord(key.grain()).ordinal());
      out.writeByte(key.digits());
      writeText(out, key.tenant());
      writeText(out, key.value());
    }

    @Override
    protected TrafficKey read(int readVersion, DataInputView in) throws IOException {
      in.readInt();
      String grain = GRAINS[in.readByte()].word();
      int digits = in.readByte();
      String tenant = readText(in);
      return new TrafficKey(grain, tenant, readText(in), digits);
    }

    @Override
    public TypeSerializerSnapshot<TrafficKey> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrafficKey> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
