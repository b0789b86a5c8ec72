package io.pumpwatch.jobs.input.parquet;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveType;

/**
 * The current value of one column. A value that stands in a dictionary is decoded once for each
 * entry of the dictionary, not once for each row: strings are the cost of reading Parquet.
 *
 * @param <V> what the column is decoded to
 */
final class ColumnValue<V> extends PrimitiveConverter {

  /** How a column of any physical type becomes a value; null where it says nothing. */
  interface Decoder<V> {
    V ofLong(long value);

    V ofDouble(double value);

    V ofDecimal(BigDecimal value);

    V ofText(String value);
  }

  private final Decoder<V> decoder;
  private final PrimitiveType type;
  private final boolean decimal;
  private final int scale;
  private Object[] entries = {};
  private Dictionary dictionary;
  private V value;

  /**
   * Decodes a column.
   *
   * @param type the column as the file declares it
   */
  ColumnValue(PrimitiveType type, Decoder<V> decoder) {
    this.type = type;
    this.decoder = decoder;
    if (type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation annotation) {
      this.decimal = true;
      this.scale = annotation.getScale();
    } else {
      this.decimal = false;
      this.scale = 0;
    }
  }

  /** Whether a value can be made of a column: plain bytes of other kinds are not read. */
  static boolean reads(PrimitiveType type) {
    return switch (type.getPrimitiveTypeName()) {
      case INT96 -> false;
      case FIXED_LEN_BYTE_ARRAY ->
          type.getLogicalTypeAnnotation() instanceof DecimalLogicalTypeAnnotation;
      default -> true;
    };
  }

  /** The value of the current row, null where it has none. */
  V get() {
    return value;
  }

  void clear() {
    value = null;
  }

  @Override
  public boolean hasDictionarySupport() {
    return true;
  }

  @Override
  public void setDictionary(Dictionary newDictionary) {
    dictionary = newDictionary;
    entries = new Object[newDictionary.getMaxId() + 1];
  }

  @Override
  @SuppressWarnings("unchecked")
  public void addValueFromDictionary(int id) {
    Object entry = entries[id];
    if (entry == null) {
      decode(id);
      entries[id] = value;
    } else {
      value = (V) entry;
    }
  }

  private void decode(int id) {
    switch (type.getPrimitiveTypeName()) {
      case BINARY, FIXED_LEN_BYTE_ARRAY, INT96 -> addBinary(dictionary.decodeToBinary(id));
      case INT32 -> addInt(dictionary.decodeToInt(id));
      case INT64 -> addLong(dictionary.decodeToLong(id));
      case FLOAT -> addFloat(dictionary.decodeToFloat(id));
      case DOUBLE -> addDouble(dictionary.decodeToDouble(id));
      case BOOLEAN -> addBoolean(dictionary.decodeToBoolean(id));
    }
  }

  @Override
  public void addBinary(Binary bytes) {
    value =
        decimal
            ? decoder.ofDecimal(new BigDecimal(new BigInteger(bytes.getBytes()), scale))
            : decoder.ofText(bytes.toStringUsingUTF8());
  }

  @Override
  public void addInt(int number) {
    addLong(number);
  }

  @Override
  public void addLong(long number) {
    value = decimal ? decoder.ofDecimal(BigDecimal.valueOf(number, scale)) : decoder.ofLong(number);
  }

  @Override
  public void addFloat(float number) {
    // By way of its shortest decimal: 0.0075f widened is 0.007499999832….
    value = decoder.ofDouble(Double.parseDouble(Float.toString(number)));
  }

  @Override
  public void addDouble(double number) {
    value = decoder.ofDouble(number);
  }

  @Override
  public void addBoolean(boolean flag) {
    value = decoder.ofText(Boolean.toString(flag));
  }
}
