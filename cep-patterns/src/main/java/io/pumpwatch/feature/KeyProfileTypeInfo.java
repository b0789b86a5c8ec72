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

/** How Flink keeps a {@link KeyProfile} as state. */
public final class KeyProfileTypeInfo {
  private KeyProfileTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<KeyProfile> {
    @Override
    public TypeInformation<KeyProfile> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(KeyProfile.class, Serializer.INSTANCE);
    }
  }

  /** Writes a profile in about a hundred bytes for each day with traffic. */
  public static final class Serializer extends BinarySerializer<KeyProfile> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 1;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public KeyProfile createInstance() {
      return new KeyProfile();
    }

    @Override
    protected void write(KeyProfile value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected KeyProfile read(int readVersion, DataInputView in) throws IOException {
      return KeyProfile.read(in);
    }

    @Override
    public TypeSerializerSnapshot<KeyProfile> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<KeyProfile> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
