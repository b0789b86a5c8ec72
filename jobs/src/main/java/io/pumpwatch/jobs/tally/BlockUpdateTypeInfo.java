package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BinarySerializer;
import io.pumpwatch.feature.BinaryTypeInfo;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** How Flink carries a {@link BlockUpdate}. */
public final class BlockUpdateTypeInfo {
  private BlockUpdateTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<BlockUpdate> {
    @Override
    public TypeInformation<BlockUpdate> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(BlockUpdate.class, Serializer.INSTANCE);
    }
  }

  /** Writes block, window and the part's bytes. */
  public static final class Serializer extends BinarySerializer<BlockUpdate> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;
    private static final byte[] NOTHING = {};

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public BlockUpdate createInstance() {
      return new BlockUpdate(0, 0, NOTHING);
    }

    @Override
    public BlockUpdate copy(BlockUpdate from) {
      return from;
    }

    @Override
    protected void write(BlockUpdate update, DataOutputView out) throws IOException {
      writeVarLong(out, update.block());
      out.writeLong(update.windowStart());
      writeVarLong(out, update.bytes().length);
      out.write(update.bytes());
    }

    @Override
    protected BlockUpdate read(int readVersion, DataInputView in) throws IOException {
      long block = readVarLong(in);
      long windowStart = in.readLong();
      byte[] bytes = new byte[(int) readVarLong(in)];
      in.readFully(bytes);
      return new BlockUpdate(block, windowStart, bytes);
    }

    @Override
    public TypeSerializerSnapshot<BlockUpdate> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BlockUpdate> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
