package io.pumpwatch.jobs.rules;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.connector.file.src.reader.SimpleStreamFormat;
import org.apache.flink.connector.file.src.reader.StreamFormat;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/**
 * A folder of changes of the detection rules, a YAML file each. A file must be complete when it
 * appears under its name (write it elsewhere and rename it) and is read once.
 *
 * @param folder the folder, on any Flink file system
 */
public record RulesFolder(Path folder) {
  private static final Pattern NAME = Pattern.compile("[^._].*\\.(?:yaml|yml|json)");
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** The changes that lie there now, in the order of the files' names. */
  public List<String> known() throws IOException {
    FileStatus[] files = folder.getFileSystem().listStatus(folder);
    if (files == null) {
      throw new IOException(folder + " is no folder");
    }
    List<Path> paths =
        Arrays.stream(files)
            .filter(file -> !file.isDir())
            .map(FileStatus::getPath)
            .filter(RulesFolder::holdsChange)
            .sorted(Comparator.comparing(Path::getName))
            .toList();
    List<String> documents = new ArrayList<>();
    for (Path path : paths) {
      try (InputStream in = path.getFileSystem().open(path)) {
        documents.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return documents;
  }

  private static boolean holdsChange(Path path) {
    return NAME.matcher(path.getName()).matches();
  }

  /** Flink asks about the folder as well, by its path without a slash at the end. */
  private static boolean isFolder(Path path, String name) {
    return name.equals(path.getPath()) || name.equals(path.getPath() + Path.SEPARATOR);
  }

  /** A source that yields every change that lies there, or comes to lie there, and never ends. */
  public FileSource<String> source() {
    String name = folder.getPath();
    return FileSource.forRecordStreamFormat(new WholeFile(), folder)
        .setFileEnumerator(
            () ->
                new NonSplittingRecursiveEnumerator(
                    path -> isFolder(path, name) || holdsChange(path)))
        .monitorContinuously(LOOK)
        .build();
  }

  private static final class WholeFile extends SimpleStreamFormat<String> {
    private static final long serialVersionUID = 1L;

    @Override
    public StreamFormat.Reader<String> createReader(Configuration options, FSDataInputStream in) {
      return new Reader(in);
    }

    @Override
    public TypeInformation<String> getProducedType() {
      return Types.STRING;
    }

    private static final class Reader implements StreamFormat.Reader<String> {
      private final FSDataInputStream in;
      private boolean read;

      Reader(FSDataInputStream in) {
        this.in = in;
      }

      @Override
      public String read() throws IOException {
        if (read) {
          return null;
        }
        read = true;
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }

      @Override
      public void close() throws IOException {
        in.close();
      }
    }
  }
}
