package io.pumpwatch.feature;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of a mutable type that writes its own bytes. The first byte is the version of the
 * form, so that a later build can read state of an earlier one.
 *
 * @param <T> the type
 */
public abstract class BinarySerializer<T> extends TypeSerializerSingleton<T> {
  private static final long serialVersionUID = 1L;

  private static final int INITIAL_BYTES = 256;

  private final int version;

  /**
   * @param version version that is written, 0 to 255
   */
  protected BinarySerializer(int version) {
    this.version = version;
  }

  /** Writes everything but the version. */
  protected abstract void write(T value, DataOutputView out) throws IOException;

  /** Reads what {@link #write} of that version wrote. */
  protected abstract T read(int readVersion, DataInputView in) throws IOException;

  @Override
  public final void serialize(T value, DataOutputView out) throws IOException {
    out.writeByte(version);
    write(value, out);
  }

  @Override
  public final T deserialize(DataInputView in) throws IOException {
    int readVersion = in.readUnsignedByte();
    if (readVersion > version) {
      throw new IOException(
          getClass().getSimpleName() + ": state of a later version, " + readVersion);
    }
    return read(readVersion, in);
  }

  @Override
  public final T deserialize(T reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  /** The value as it is serialized, in an array of its own. */
  public final byte[] toBytes(T value) {
    try {
      DataOutputSerializer out = new DataOutputSerializer(INITIAL_BYTES);
      serialize(value, out);
      return out.getCopyOfBuffer();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** The value that {@link #toBytes} wrote. */
  public final T ofBytes(byte[] bytes) {
    try {
      return deserialize(new DataInputDeserializer(bytes));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /** A deep copy, made by writing and reading: for types without a cheaper one. */
  @Override
  public T copy(T from) {
    return ofBytes(toBytes(from));
  }

  @Override
  public final T copy(T from, T reuse) {
    return copy(from);
  }

  @Override
  public final void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  @Override
  public final boolean isImmutableType() {
    return false;
  }

  @Override
  public final int getLength() {
    return -1;
  }

  /** Writes a long in one to ten bytes, small magnitudes in few. */
  protected static void writeVarLong(DataOutputView out, long value) throws IOException {
    long rest = (value << 1) ^ (value >> 63);
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /** Reads what {@link #writeVarLong} wrote. */
  protected static long readVarLong(DataInputView in) throws IOException {
    long rest = 0;
    int shift = 0;
    int next;
    do {
      next = in.readUnsignedByte();
      rest |= (long) (next & 0x7F) << shift;
      shift += 7;
    } while ((next & 0x80) != 0);
    return (rest >>> 1) ^ -(rest & 1);
  }

  /** Writes a text that may be null. */
  protected static void writeText(DataOutputView out, String text) throws IOException {
    if (text == null) {
      writeVarLong(out, -1);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    writeVarLong(out, bytes.length);
    out.write(bytes);
  }

  /** Reads what {@link #writeText} wrote. */
  protected static String readText(DataInputView in) throws IOException {
    int length = (int) readVarLong(in);
    if (length < 0) {
      return null;
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
