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

/** How Flink keeps a {@link TenantHistory} as state. */
public final class TenantHistoryTypeInfo {
  private TenantHistoryTypeInfo() {}

  /** Found by Flink through the annotation on the type. */
  public static final class Factory extends TypeInfoFactory<TenantHistory> {
    @Override
    public TypeInformation<TenantHistory> createTypeInfo(
        Type type, Map<String, TypeInformation<?>> parameters) {
      return new BinaryTypeInfo<>(TenantHistory.class, Serializer.INSTANCE);
    }
  }

  /** Writes a history in a few dozen bytes per flow. */
  public static final class Serializer extends BinarySerializer<TenantHistory> {
    private static final long serialVersionUID = 1L;
    private static final int VERSION = 2;

    public static final Serializer INSTANCE = new Serializer();

    private Serializer() {
      super(VERSION);
    }

    @Override
    public TenantHistory createInstance() {
      return new TenantHistory(1);
    }

    @Override
    protected void write(TenantHistory value, DataOutputView out) throws IOException {
      value.write(out);
    }

    @Override
    protected TenantHistory read(int readVersion, DataInputView in) throws IOException {
      return TenantHistory.read(in);
    }

    @Override
    public TypeSerializerSnapshot<TenantHistory> snapshotConfiguration() {
      return new Snapshot();
    }
  }

  /** Names the serializer in savepoints. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TenantHistory> {
    public Snapshot() {
      super(() -> Serializer.INSTANCE);
    }
  }
}
