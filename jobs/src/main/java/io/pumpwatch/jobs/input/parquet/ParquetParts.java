package io.pumpwatch.jobs.input.parquet;

import io.pumpwatch.jobs.input.file.BrokenFileException;
import io.pumpwatch.jobs.input.file.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;

/** Recognises Parquet files and cuts them between row groups. */
public final class ParquetParts {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private ParquetParts() {}

  /**
   * Whether a file starts as Parquet files do.
   *
   * @throws BrokenFileException where it cannot be read
   * @throws IOException where the connection to the file system is lost
   */
  public static boolean isParquet(Path path) throws IOException {
    try (InputStream in = new SourceFile(path).open()) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /**
   * Parts of whole row groups, each closed once it holds the wanted number of bytes; together they
   * are the file. A file whose footer cannot be read is one part.
   */
  public static List<FilePart> of(Path path, long bytes) throws IOException {
    FlinkInputFile input = FlinkInputFile.of(path);
    try (ParquetFileReader reader = ParquetEventFile.openFooter(input)) {
      List<FilePart> parts = new ArrayList<>();
      long start = 0;
      long size = 0;
      for (BlockMetaData rowGroup : reader.getRowGroups()) {
        if (size >= bytes) {
          parts.add(new FilePart(start, rowGroup.getStartingPos() - start));
          start = rowGroup.getStartingPos();
          size = 0;
        }
        size += rowGroup.getCompressedSize();
      }
      parts.add(new FilePart(start, input.getLength() - start));
      return parts;
    } catch (RuntimeException | IOException e) {
      input.throwFailure();
      return List.of(FilePart.WHOLE);
    }
  }
}
