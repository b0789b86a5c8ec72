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

/** How Flink keeps a {@link BlockRecord} as state. */
public final class BlockRecordTypeInfo {
  private BlockRecordTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<BlockRecord> {
    @Override
    public TypeInformation<BlockRecord> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(BlockRecord.class, Serializer.INSTANCE);
    }
  }

  /** Writes a record in a few dozen bytes. */
  public static final class Serializer extends BinarySerializer<BlockRecord> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public BlockRecord createInstance() {
      return new BlockRecord();
    }

    @Override
    protected void write(BlockRecord value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected BlockRecord read(int readVersion, DataInputView in) throws IOException {
      return BlockRecord.read(in);
    }

    @Override
    public TypeSerializerSnapshot<BlockRecord> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BlockRecord> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
