package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.sample.SampleData;
import io.pumpwatch.datasets.sample.SampleFiles;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.parquet.FilePart;
import io.pumpwatch.jobs.input.parquet.ParquetEventReader;
import io.pumpwatch.jobs.input.parquet.Projection;
import io.pumpwatch.jobs.output.EventsTable;
import io.pumpwatch.jobs.output.ParquetTableWriter;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The committed sample is what the simulator makes. To write it anew after a change there: {@code
 * mvn -pl jobs -am test -Dtest=BundledSampleTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dpumpwatch.write-sample=datasets/src/main/resources/io/pumpwatch/datasets/sample}.
 */
class BundledSampleTest {
  private static final String CANONICAL = "canonical-";
  private static final String PARQUET = "logs/ride/canonical/dt=2026-03-02/events.parquet";

  @Test
  void committedFilesAreWhatTheSimulatorMakes(@TempDir Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : textFiles().entrySet()) {
      try (InputStream in = SampleFiles.open(file.getKey())) {
        byte[] committed = file.getKey().endsWith(".gz") ? gunzip(in) : in.readAllBytes();
        assertThat(committed).as(file.getKey()).isEqualTo(file.getValue());
      }
    }
    Path parquet = folder.resolve("events.parquet");
    try (InputStream in = SampleFiles.open(PARQUET)) {
      Files.copy(in, parquet);
    }
    assertThat(parquetEvents(parquet)).isEqualTo(canonicalEvents());
  }

  @Test
  void everyFileIsListed() throws IOException {
    List<String> expected = new ArrayList<>(textFiles().keySet());
    expected.add(PARQUET);
    expected.add(SampleFiles.SETTINGS);
    assertThat(SampleFiles.names()).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void staysSmall() throws IOException {
    long bytes = 0;
    for (String name : SampleFiles.names()) {
      try (InputStream in = SampleFiles.open(name)) {
        bytes += in.readAllBytes().length;
      }
    }
    assertThat(bytes).isLessThan(5_000_000);
  }

  @Test
  @EnabledIfSystemProperty(named = "pumpwatch.write-sample", matches = ".+")
  void writes() throws IOException {
    // Surefire runs in the module's folder, the path is given from the project's.
    Path folder = Path.of("..").resolve(System.getProperty("pumpwatch.write-sample"));
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, byte[]> file : textFiles().entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      try (OutputStream out = Files.newOutputStream(path)) {
        out.write(file.getKey().endsWith(".gz") ? gzip(file.getValue()) : file.getValue());
      }
      names.add(file.getKey());
    }
    Path parquet = folder.resolve(PARQUET);
    try (ParquetTableWriter<SmsEvent> writer =
        ParquetTableWriter.create(
            EventsTable.TABLE, new org.apache.flink.core.fs.Path(parquet.toUri()))) {
      for (SmsEvent event : canonicalEvents()) {
        writer.write(event);
      }
    }
    names.add(PARQUET);
    names.add(SampleFiles.SETTINGS);
    names.sort(null);
    Files.write(folder.resolve("files.txt"), names);
  }

  private static Map<String, byte[]> textFiles() {
    Map<String, byte[]> files = new TreeMap<>();
    SampleData.files()
        .forEach(
            (name, lines) -> {
              if (name.equals(SampleFiles.LABELS)) {
                files.put(name, text(lines));
              } else if (!name.contains(CANONICAL)) {
                files.put(SampleFiles.LOGS + "/" + name + ".gz", text(lines));
              }
            });
    return files;
  }

  private static List<SmsEvent> canonicalEvents() throws IOException {
    byte[] lines =
        SampleData.files().entrySet().stream()
            .filter(file -> file.getKey().contains(CANONICAL))
            .map(file -> text(file.getValue()))
            .findFirst()
            .orElseThrow();
    return events(
        new RawLogFiles(InputSettings.defaults())
            .open(new ByteArrayInputStream(lines), "canonical", "canonical"));
  }

  private static List<SmsEvent> parquetEvents(Path file) throws IOException {
    return events(
        ParquetEventReader.open(
            new org.apache.flink.core.fs.Path(file.toUri()),
            FilePart.WHOLE,
            TimeRange.ALL,
            Projection.EVENTS,
            new ClientAddress(ClientAddressSettings.defaults())));
  }

  private static List<SmsEvent> events(DecodedReader opened) throws IOException {
    List<SmsEvent> events = new ArrayList<>();
    try (DecodedReader reader = opened) {
      for (Decoded decoded = reader.next(); decoded != null; decoded = reader.next()) {
        events.add(decoded.event());
      }
    }
    return events;
  }

  private static byte[] text(Iterable<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] gunzip(InputStream in) throws IOException {
    try (GZIPInputStream unpacked = new GZIPInputStream(in)) {
      return unpacked.readAllBytes();
    }
  }
}
