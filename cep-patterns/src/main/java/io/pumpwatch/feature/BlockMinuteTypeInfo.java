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

/** How Flink carries and keeps a {@link BlockMinute}. */
public final class BlockMinuteTypeInfo {
  private BlockMinuteTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<BlockMinute> {
    @Override
    public TypeInformation<BlockMinute> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(BlockMinute.class, Serializer.INSTANCE);
    }
  }

  /** Writes the numbers one after the other. */
  public static final class Serializer extends BinarySerializer<BlockMinute> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public BlockMinute createInstance() {
      return new BlockMinute();
    }

    @Override
    protected void write(BlockMinute value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected BlockMinute read(int readVersion, DataInputView in) throws IOException {
      return BlockMinute.read(in);
    }

    @Override
    public TypeSerializerSnapshot<BlockMinute> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BlockMinute> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
