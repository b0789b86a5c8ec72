package io.pumpwatch.jobs.output;

import java.io.Closeable;
import java.io.IOException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/**
 * Writes the rows of a table as one Parquet file: zstd, dictionaries where they pay, row groups of
 * 32 MiB, so that a file can be read in parts.
 *
 * @param <T> a row
 */
public final class ParquetTableWriter<T> implements Closeable {
  private static final long ROW_GROUP_BYTES = 32L << 20;
  private static final int DICTIONARY_BYTES = 512 << 10;

  private final ParquetWriter<T> writer;
  private final FSDataOutputStream owned;

  private ParquetTableWriter(ParquetWriter<T> writer, FSDataOutputStream owned) {
    this.writer = writer;
    this.owned = owned;
  }

  /** Creates a file, replacing one that is there, and its folders. */
  public static <T> ParquetTableWriter<T> create(ParquetTable<T> table, Path file)
      throws IOException {
    FileSystem fileSystem = file.getFileSystem();
    FSDataOutputStream stream = fileSystem.create(file, FileSystem.WriteMode.OVERWRITE);
    try {
      return new ParquetTableWriter<>(parquetWriter(table, stream), stream);
    } catch (IOException | RuntimeException e) {
      stream.close();
      throw e;
    }
  }

  /** Writes to a stream, which stays open. */
  static <T> ParquetTableWriter<T> to(ParquetTable<T> table, FSDataOutputStream stream)
      throws IOException {
    return new ParquetTableWriter<>(parquetWriter(table, stream), null);
  }

  private static <T> ParquetWriter<T> parquetWriter(
      ParquetTable<T> table, FSDataOutputStream stream) throws IOException {
    return new Builder<>(table, new StreamFile(stream))
        .withConf(new PlainParquetConfiguration())
        .withCompressionCodec(CompressionCodecName.ZSTD)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withDictionaryPageSize(DICTIONARY_BYTES)
        .build();
  }

  /** Writes one row. */
  public void write(T row) throws IOException {
    writer.write(row);
  }

  /** Completes the file. */
  @Override
  public void close() throws IOException {
    writer.close();
    if (owned != null) {
      owned.close();
    }
  }

  private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
    private final ParquetTable<T> table;

    Builder(ParquetTable<T> table, OutputFile file) {
      super(file);
      this.table = table;
    }

    @Override
    protected Builder<T> self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass
    protected WriteSupport<T> getWriteSupport(Configuration configuration) {
      return new TableWriteSupport<>(table);
    }

    @Override
    protected WriteSupport<T> getWriteSupport(ParquetConfiguration configuration) {
      return new TableWriteSupport<>(table);
    }
  }

  /** A stream of Flink's as the one file that parquet-java writes. */
  private record StreamFile(FSDataOutputStream stream) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSize) {
      return new Positioned(stream);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return new Positioned(stream);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }

  private static final class Positioned extends PositionOutputStream {
    private final FSDataOutputStream stream;

    Positioned(FSDataOutputStream stream) {
      this.stream = stream;
    }

    @Override
    public long getPos() throws IOException {
      return stream.getPos();
    }

    @Override
    public void write(int value) throws IOException {
      stream.write(value);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      stream.write(bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
      stream.flush();
    }

    /** Left open: whoever opened the stream closes it. */
    @Override
    public void close() throws IOException {
      stream.flush();
    }
  }
}
