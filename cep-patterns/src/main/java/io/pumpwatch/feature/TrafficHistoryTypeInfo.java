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

/** How Flink keeps a {@link TrafficHistory} as state. */
public final class TrafficHistoryTypeInfo {
  private TrafficHistoryTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<TrafficHistory> {
    @Override
    public TypeInformation<TrafficHistory> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(TrafficHistory.class, Serializer.INSTANCE);
    }
  }

  /** Writes a history in a few dozen bytes where little happened. */
  public static final class Serializer extends BinarySerializer<TrafficHistory> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 3;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public TrafficHistory createInstance() {
      return new TrafficHistory();
    }

    @Override
    protected void write(TrafficHistory value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected TrafficHistory read(int readVersion, DataInputView in) throws IOException {
      return TrafficHistory.read(in);
    }

    @Override
    public TypeSerializerSnapshot<TrafficHistory> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrafficHistory> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
