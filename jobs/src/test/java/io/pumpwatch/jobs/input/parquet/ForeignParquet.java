package io.pumpwatch.jobs.input.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Parquet files as other tools write them: any schema, codec, encoding and size of row group. */
public final class ForeignParquet {
  private final MessageType schema;
  private CompressionCodecName codec = CompressionCodecName.SNAPPY;
  private WriterVersion version = WriterVersion.PARQUET_1_0;
  private boolean dictionary = true;
  private int rowsOfRowGroup = 1_000_000;
  private int rowsOfPage = 20_000;

  private ForeignParquet(MessageType schema) {
    this.schema = schema;
  }

  /** A file of that schema, its columns in the text form of Parquet schemas. */
  public static ForeignParquet withColumns(String... columns) {
    StringBuilder text = new StringBuilder("message other { ");
    for (String column : columns) {
      text.append(column).append(column.endsWith("}") ? " " : "; ");
    }
    return new ForeignParquet(MessageTypeParser.parseMessageType(text + "}"));
  }

  public ForeignParquet codec(CompressionCodecName value) {
    codec = value;
    return this;
  }

  public ForeignParquet version(WriterVersion value) {
    version = value;
    return this;
  }

  public ForeignParquet plain() {
    dictionary = false;
    return this;
  }

  public ForeignParquet rowsOfRowGroup(int value) {
    rowsOfRowGroup = value;
    return this;
  }

  public ForeignParquet rowsOfPage(int value) {
    rowsOfPage = value;
    return this;
  }

  /** Writes rows; a column that a row does not name is null. */
  public Path write(Path file, List<Map<String, Object>> rows) throws IOException {
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new LocalOutputFile(file))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withWriteMode(ParquetFileWriter.Mode.OVERWRITE)
            .withCompressionCodec(codec)
            .withWriterVersion(version)
            .withDictionaryEncoding(dictionary)
            .withPageRowCountLimit(rowsOfPage)
            // Any size is too large, and is looked at once in so many rows.
            .withRowGroupSize(1L)
            .withMinRowCountForPageSizeCheck(rowsOfRowGroup)
            .withMaxRowCountForPageSizeCheck(rowsOfRowGroup)
            .build()) {
      for (Map<String, Object> row : rows) {
        writer.write(group(row));
      }
    }
    return file;
  }

  private Group group(Map<String, Object> row) {
    Group group = new SimpleGroup(schema);
    row.forEach(
        (column, value) -> {
          if (value instanceof String text) {
            group.append(column, text);
          } else if (value instanceof Long number) {
            group.append(column, number);
          } else if (value instanceof Integer number) {
            group.append(column, number);
          } else if (value instanceof Double number) {
            group.append(column, number);
          } else if (value instanceof Float number) {
            group.append(column, number);
          } else if (value instanceof Boolean flag) {
            group.append(column, flag);
          } else if (value instanceof byte[] bytes) {
            group.append(column, Binary.fromConstantByteArray(bytes));
          } else {
            throw new IllegalArgumentException(column + " has a value of an unknown kind");
          }
        });
    return group;
  }

  /** A time as older Spark and Impala write it: nanoseconds of the day and the Julian day. */
  public static byte[] int96(long nanos) {
    long nanosOfDay = Duration.ofDays(1).toNanos();
    return ByteBuffer.allocate(12)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(Math.floorMod(nanos, nanosOfDay))
        .putInt((int) (Math.floorDiv(nanos, nanosOfDay) + 2_440_588))
        .array();
  }

  /** A row of columns and values, in turn. */
  public static Map<String, Object> row(Object... columnsAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < columnsAndValues.length; i += 2) {
      row.put((String) columnsAndValues[i], columnsAndValues[i + 1]);
    }
    return row;
  }
}
