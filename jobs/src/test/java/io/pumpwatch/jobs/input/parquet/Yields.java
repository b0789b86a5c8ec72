package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All that a reader yields. */
public record Yields(List<Decoded> all) {

  /** Reads a whole Parquet file. */
  public static Yields ofParquet(Path file) throws IOException {
    return ofParquet(file, TimeRange.ALL);
  }

  /** Reads the wanted times of a Parquet file. */
  public static Yields ofParquet(Path file, TimeRange range) throws IOException {
    return of(
        ParquetEventReader.open(
            org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()),
            FilePart.WHOLE,
            range,
            Projection.EVENTS,
            new ClientAddress(ClientAddressSettings.defaults())));
  }

  /** Reads to the end and closes. */
  public static Yields of(DecodedReader reader) throws IOException {
    List<Decoded> all = new ArrayList<>();
    try (reader) {
      for (Decoded decoded = reader.next(); decoded != null; decoded = reader.next()) {
        all.add(decoded);
      }
    }
    return new Yields(all);
  }

  public List<SmsEvent> events() {
    return all.stream().filter(Decoded::isEvent).map(Decoded::event).toList();
  }

  public List<DeadLetter> dead() {
    return all.stream().filter(Decoded::isDead).map(Decoded::deadLetter).toList();
  }

  public long skipped() {
    return all.stream().filter(Decoded::isSkipped).count();
  }
}
