package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.io.InputStream;

/**
 * Opens raw log files as the settings tell. A message of a topic that is in a raw format may be
 * opened as a file of its own.
 */
public final class RawLogFiles implements RawLogs {
  private static final long serialVersionUID = 1L;

  private final InputSettings settings;
  private transient RecordDecoder decoder;

  /**
   * Files read by these settings.
   *
   * @throws IllegalArgumentException where a setting cannot be used
   */
  public RawLogFiles(InputSettings settings) {
    this.settings = settings;
    this.decoder = new RecordDecoder(settings);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException where there is no such format
   */
  @Override
  public DecodedReader open(InputStream in, String file, String format) throws IOException {
    if (decoder == null) {
      decoder = new RecordDecoder(settings);
    }
    return RawLogReader.open(in, file, format, decoder);
  }
}
