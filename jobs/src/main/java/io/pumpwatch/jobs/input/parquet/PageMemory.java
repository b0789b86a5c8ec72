package io.pumpwatch.jobs.input.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * Decompresses pages while there is memory for them. A page's header tells how large it becomes,
 * and a few bytes may claim, or really become, gigabytes. Of each column, one page and its
 * dictionary are held at a time; all that a row group holds together is bounded, and what goes
 * beyond costs the row group.
 */
final class PageMemory implements CompressionCodecFactory {
  private static final long MOST_BYTES = Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  private final CompressionCodecFactory codecs;
  private final long mostBytes;
  private long heldBytes;

  PageMemory(CompressionCodecFactory codecs) {
    this(codecs, MOST_BYTES);
  }

  /**
   * Memory of a size of its own.
   *
   * @param mostBytes how much a row group may hold
   */
  PageMemory(CompressionCodecFactory codecs, long mostBytes) {
    this.codecs = codecs;
    this.mostBytes = mostBytes;
  }

  /** What the row group before has held is let go. */
  void startRowGroup() {
    heldBytes = 0;
  }

  /**
   * Holds so many bytes in place of others.
   *
   * @throws IOException where there is no room for them
   */
  void hold(long bytes, long inPlaceOf) throws IOException {
    long held = heldBytes - inPlaceOf + bytes;
    if (bytes < 0 || held > mostBytes) {
      throw new IOException(
          "its pages claim more memory than they may: " + held + " bytes of " + mostBytes);
    }
    heldBytes = held;
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    BytesInputDecompressor decompressor = codecs.getDecompressor(codec);
    // Pages that are not compressed are held already, with the file's bytes.
    return codec == CompressionCodecName.UNCOMPRESSED ? decompressor : new Column(decompressor);
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public void release() {
    codecs.release();
  }

  /** The pages of one column in one row group. The first may be its dictionary, which stays. */
  private final class Column implements BytesInputDecompressor {
    private final BytesInputDecompressor decompressor;
    private boolean hasFirst;
    private long latestBytes;

    Column(BytesInputDecompressor decompressor) {
      this.decompressor = decompressor;
    }

    private void turnTo(int bytes) throws IOException {
      hold(bytes, latestBytes);
      latestBytes = hasFirst ? bytes : 0;
      hasFirst = true;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int decompressedSize) throws IOException {
      turnTo(decompressedSize);
      return decompressor.decompress(bytes, decompressedSize);
    }

    @Override
    public void decompress(
        ByteBuffer input, int compressedSize, ByteBuffer output, int decompressedSize)
        throws IOException {
      turnTo(decompressedSize);
      decompressor.decompress(input, compressedSize, output, decompressedSize);
    }

    @Override
    public void release() {
      decompressor.release();
    }
  }
}
