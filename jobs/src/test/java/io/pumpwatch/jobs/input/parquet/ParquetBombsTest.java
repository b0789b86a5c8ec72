package io.pumpwatch.jobs.input.parquet;

import static io.pumpwatch.jobs.input.parquet.ForeignParquet.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.pumpwatch.jobs.input.TimeRange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputDecompressor;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopCodecs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small files that claim to be large, or become large: they cost themselves, and no memory. */
class ParquetBombsTest {
  private static final long START_MICROS = 1_770_000_000_000_000L;
  private static final long BOUND_BYTES = 64 << 20;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  /** Two row groups of a hundred events. */
  private Path written(CompressionCodecName codec) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(row("event_time", START_MICROS + i, "event_type", "sent", "flow", "flow-" + i % 7));
    }
    return ForeignParquet.withColumns(
            "required int64 event_time (TIMESTAMP(MICROS,true))",
            "required binary event_type (UTF8)",
            "optional binary flow (UTF8)")
        .codec(codec)
        .rowsOfRowGroup(100)
        .write(folder.resolve("events.parquet"), rows);
  }

  private static FileMetaData footer(byte[] file) throws IOException {
    int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
    return Util.readFileMetaData(new ByteArrayInputStream(file, file.length - 8 - length, length));
  }

  private static byte[] withFooter(byte[] content, byte[] footer) {
    return ByteBuffer.allocate(content.length + footer.length + 8)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(content)
        .put(footer)
        .putInt(footer.length)
        .put(MAGIC)
        .array();
  }

  private static byte[] withFooter(byte[] content, FileMetaData footer) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Util.writeFileMetaData(footer, bytes);
    return withFooter(content, bytes.toByteArray());
  }

  private static long start(ColumnMetaData column) {
    return Math.min(column.getDictionary_page_offset(), column.getData_page_offset());
  }

  /**
   * The file with the headers of the first row group's flows changed; the chunk moves to the end.
   */
  private static byte[] withPageHeaders(byte[] file, Consumer<PageHeader> change)
      throws IOException {
    FileMetaData footer = footer(file);
    ColumnChunk chunk = footer.getRow_groups().get(0).getColumns().get(2);
    ColumnMetaData column = chunk.getMeta_data();
    int start = (int) start(column);
    ByteArrayInputStream old =
        new ByteArrayInputStream(file, start, (int) column.getTotal_compressed_size());
    ByteArrayOutputStream changed = new ByteArrayOutputStream();
    column.setDictionary_page_offset(file.length);
    while (old.available() > 0) {
      PageHeader header = Util.readPageHeader(old);
      if (header.isSetData_page_header()) {
        column.setData_page_offset((long) file.length + changed.size());
      }
      change.accept(header);
      Util.writePageHeader(header, changed);
      changed.write(old.readNBytes(header.getCompressed_page_size()));
    }
    column.setTotal_compressed_size(changed.size());
    chunk.unsetColumn_index_offset();
    chunk.unsetOffset_index_offset();
    byte[] content = Arrays.copyOf(file, file.length + changed.size());
    System.arraycopy(changed.toByteArray(), 0, content, file.length, changed.size());
    return withFooter(content, footer);
  }

  private static Yields readInBoundedMemory(Path file) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Yields yields = Yields.ofParquet(file);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before)
        .as("bytes allocated")
        .isLessThan(BOUND_BYTES);
    return yields;
  }

  private static void assertFirstRowGroupIsLost(Yields yields, String why) {
    assertThat(yields.dead()).hasSize(1);
    assertThat(yields.dead().get(0).position()).isEqualTo("rows 1 to 100");
    assertThat(yields.dead().get(0).reason()).startsWith("100 rows are lost: ").contains(why);
    assertThat(yields.events()).hasSize(100);
  }

  @ParameterizedTest
  @EnumSource(names = {"SNAPPY", "GZIP", "ZSTD"})
  void pagesThatClaimGigabytes(CompressionCodecName codec) throws IOException {
    Path file = written(codec);
    Files.write(
        file,
        withPageHeaders(
            Files.readAllBytes(file),
            header -> header.setUncompressed_page_size(Integer.MAX_VALUE)));

    assertFirstRowGroupIsLost(readInBoundedMemory(file), "its pages claim more memory");
  }

  @Test
  void dictionariesThatClaimMoreEntriesThanBytes() throws IOException {
    Path file = written(CompressionCodecName.UNCOMPRESSED);
    Files.write(
        file,
        withPageHeaders(
            Files.readAllBytes(file),
            header -> {
              if (header.isSetDictionary_page_header()) {
                header.getDictionary_page_header().setNum_values(Integer.MAX_VALUE);
              }
            }));

    assertFirstRowGroupIsLost(
        readInBoundedMemory(file), "a dictionary claims 2147483647 entries in 70 bytes");
  }

  @Test
  void footersThatClaimMoreRowsThanThereCanBe() throws IOException {
    Path file = written(CompressionCodecName.SNAPPY);
    byte[] bytes = Files.readAllBytes(file);
    FileMetaData footer = footer(bytes);
    footer.getRow_groups().get(0).setNum_rows(1L << 50);
    footer
        .getRow_groups()
        .get(0)
        .getColumns()
        .forEach(chunk -> chunk.getMeta_data().setNum_values(1L << 50));
    Files.write(file, withFooter(bytes, footer));

    Yields yields = readInBoundedMemory(file);

    assertThat(yields.dead()).hasSize(1);
    assertThat(yields.dead().get(0).reason())
        .contains("the row group claims 1125899906842624 rows in ");
    assertThat(yields.events()).hasSize(100);
  }

  private static void claimRestOfFile(ColumnMetaData column, long fileLength) {
    column.setTotal_compressed_size(fileLength - start(column));
  }

  @Test
  void columnsThatAllClaimTheWholeFile() throws IOException {
    Path file = written(CompressionCodecName.SNAPPY);
    byte[] bytes = Files.readAllBytes(file);
    FileMetaData footer = footer(bytes);
    footer
        .getRow_groups()
        .get(0)
        .getColumns()
        .forEach(chunk -> claimRestOfFile(chunk.getMeta_data(), bytes.length));
    Files.write(file, withFooter(bytes, footer));

    assertFirstRowGroupIsLost(
        readInBoundedMemory(file), "the columns of the row group have more bytes than the file");
  }

  @Test
  void footersThatClaimAListOfBillions() throws IOException {
    byte[] claim = {
      // Field 2, a list; of more than 14 structures; as many as an integer can say.
      0x29, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF, 0x07, 0x00
    };
    Path file = Files.write(folder.resolve("claim.parquet"), withFooter(MAGIC, claim));

    Yields yields = readInBoundedMemory(file);

    assertThat(yields.all()).hasSize(1);
    assertThat(yields.dead().get(0).reason())
        .isEqualTo(
            "cannot be read as Parquet: the metadata claims 2147483647 more values or bytes, and"
                + " has 1");
    assertThat(ParquetParts.of(org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()), 1))
        .containsExactly(FilePart.WHOLE);
    assertThat(
            EventTimeBlocks.of(
                org.apache.flink.core.fs.Path.fromLocalFile(file.toFile()),
                FilePart.WHOLE,
                TimeRange.ALL))
        .isEmpty();
  }

  @Test
  void rowsThatAreAllTheSame() throws IOException {
    Path file =
        ForeignParquet.withColumns(
                "required int64 event_time (TIMESTAMP(MICROS,true))",
                "required binary event_type (UTF8)")
            .rowsOfRowGroup(3_000_000)
            .rowsOfPage(3_000_000)
            .write(
                folder.resolve("same.parquet"),
                Collections.nCopies(
                    3_000_000, row("event_time", START_MICROS, "event_type", "sent")));

    Yields yields = Yields.ofParquet(file);

    assertThat(yields.all()).hasSize(1);
    assertThat(yields.dead().get(0).reason()).contains("the row group claims 3000000 rows in ");
  }

  @Test
  void pagesAreHeldOneAtATimeBesideTheFirst() throws IOException {
    byte[] stored = new byte[100];
    PageMemory memory =
        new PageMemory(HadoopCodecs.newFactory(new PlainParquetConfiguration(), 0), 250);
    BytesInputDecompressor first = memory.getDecompressor(CompressionCodecName.GZIP);
    BytesInputDecompressor second = memory.getDecompressor(CompressionCodecName.GZIP);
    for (int page = 0; page < 10; page++) {
      first.decompress(BytesInput.from(stored), 100);
    }
    assertThatThrownBy(() -> second.decompress(BytesInput.from(stored), 51))
        .isInstanceOf(IOException.class)
        .hasMessage("its pages claim more memory than they may: 251 bytes of 250");
    second.decompress(BytesInput.from(stored), 50);
    memory.startRowGroup();
    memory.getDecompressor(CompressionCodecName.GZIP).decompress(BytesInput.from(stored), 250);
  }
}
