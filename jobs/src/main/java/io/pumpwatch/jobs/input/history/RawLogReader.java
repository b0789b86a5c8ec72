package io.pumpwatch.jobs.input.history;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.ResumableReader;
import io.pumpwatch.jobs.input.TimeRange;
import java.io.IOException;

/**
 * A raw log, of which only the wanted event times are kept. A position is a number of yields of the
 * log.
 */
final class RawLogReader implements ResumableReader {
  private final DecodedReader log;
  private final TimeRange range;
  private long position;

  RawLogReader(DecodedReader log, TimeRange range) {
    this.log = log;
    this.range = range;
  }

  @Override
  public Decoded next() throws IOException {
    for (Decoded decoded = log.next(); decoded != null; decoded = log.next()) {
      position++;
      Decoded wanted = decoded.within(range);
      if (wanted != null) {
        return wanted;
      }
    }
    return null;
  }

  @Override
  public long position() {
    return position;
  }

  @Override
  public void skipTo(long target) throws IOException {
    while (position < target && log.next() != null) {
      position++;
    }
  }

  @Override
  public void close() throws IOException {
    log.close();
  }
}
