package io.pumpwatch.jobs.input.parquet;

/**
 * A part of a file: what starts in it belongs to it.
 *
 * @param offset its first byte
 * @param length in bytes
 */
public record FilePart(long offset, long length) {

  /** A file as one part. */
  public static final FilePart WHOLE = new FilePart(0, Long.MAX_VALUE);

  boolean contains(long startingByte) {
    return startingByte >= offset && startingByte - offset < length;
  }

  /** Whether the file starts in it: that part speaks for the file as a whole. */
  boolean isFirst() {
    return offset == 0;
  }
}
