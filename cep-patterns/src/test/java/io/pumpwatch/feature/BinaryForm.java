package io.pumpwatch.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/** The bytes that values are kept and shuffled as. */
final class BinaryForm {
  private BinaryForm() {}

  /** Writes a value without a serializer of its own. */
  interface Writer {
    void write(DataOutputView out) throws IOException;
  }

  /** Reads such a value. */
  interface Reader<T> {
    T read(DataInputView in) throws IOException;
  }

  static byte[] bytes(Writer writer) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(64);
      writer.write(out);
      return out.getCopyOfBuffer();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** Reads a value and insists that it took every byte. */
  static <T> T read(byte[] bytes, Reader<T> reader) {
    try {
      DataInputDeserializer in = new DataInputDeserializer(bytes);
      T value = reader.read(in);
      if (in.available() != 0) {
        throw new IllegalStateException(in.available() + " bytes were left unread");
      }
      return value;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  static <T> byte[] bytes(TypeSerializer<T> serializer, T value) {
    return bytes(out -> serializer.serialize(value, out));
  }

  static <T> T roundTrip(TypeSerializer<T> serializer, T value) {
    return read(bytes(serializer, value), serializer::deserialize);
  }
}
