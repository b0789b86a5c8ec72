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

/** How Flink carries a {@link TrafficTally}. */
public final class TrafficTallyTypeInfo {
  private TrafficTallyTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<TrafficTally> {
    @Override
    public TypeInformation<TrafficTally> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(TrafficTally.class, Serializer.INSTANCE);
    }
  }

  /** Writes a tally in a few dozen bytes where it has few rows. */
  public static final class Serializer extends BinarySerializer<TrafficTally> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public TrafficTally createInstance() {
      return TrafficTally.create(new TrafficKey(Grain.TENANT.word(), "", "", 0));
    }

    @Override
    public TrafficTally copy(TrafficTally from) {
      return from.copy();
    }

    @Override
    protected void write(TrafficTally value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected TrafficTally read(int readVersion, DataInputView in) throws IOException {
      return TrafficTally.read(in);
    }

    @Override
    public TypeSerializerSnapshot<TrafficTally> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrafficTally> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
