package io.pumpwatch.jobs.output.archive;

import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * An archive as it is asked for.
 *
 * @param kind the kind of archive
 * @param path where it keeps its tables
 */
public record ArchivePlace(String kind, Path path) {

  /** The archive of this kind; empty where this build has none. */
  public Optional<FindingsArchive> archive() {
    return FindingsArchive.ofThisBuild().stream()
        .filter(archive -> archive.kind().equals(kind))
        .findFirst();
  }

  @Override
  public String toString() {
    return kind + ":" + path;
  }
}
