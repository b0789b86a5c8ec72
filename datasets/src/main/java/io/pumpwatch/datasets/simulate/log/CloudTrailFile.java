package io.pumpwatch.datasets.simulate.log;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a CloudTrail log file: one JSON object whose {@code Records} array holds the
 * records, one on each line between the opening line and the closing one.
 */
public final class CloudTrailFile implements Iterator<String> {

  private enum Part {
    OPENING,
    RECORDS,
    CLOSING,
    END
  }

  private final Iterator<String> records;
  private Part next = Part.OPENING;

  private CloudTrailFile(Iterator<String> records) {
    this.records = records;
  }

  /** The file of these records, each the JSON of one. */
  public static Iterable<String> of(Iterable<String> records) {
    return () -> new CloudTrailFile(records.iterator());
  }

  @Override
  public boolean hasNext() {
    return next != Part.END;
  }

  @Override
  public String next() {
    return switch (next) {
      case OPENING -> {
        next = records.hasNext() ? Part.RECORDS : Part.CLOSING;
        yield "{\"Records\":[";
      }
      case RECORDS -> {
        String record = records.next();
        if (records.hasNext()) {
          yield record + ',';
        }
        next = Part.CLOSING;
        yield record;
      }
      case CLOSING -> {
        next = Part.END;
        yield "]}";
      }
      case END -> throw new NoSuchElementException();
    };
  }
}
