package io.pumpwatch.jobs.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;

/** Opens raw log files: everything that is not Parquet. */
public interface RawLogs extends Serializable {

  /**
   * Reads a raw log from its first byte; gzip is recognised by content.
   *
   * @param in the file's bytes, closed with the reader
   * @param file its name, for dead letters
   * @param format the name of a log format, or null to recognise it by content
   */
  DecodedReader open(InputStream in, String file, String format) throws IOException;
}
