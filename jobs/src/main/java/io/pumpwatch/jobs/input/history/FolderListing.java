package io.pumpwatch.jobs.input.history;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * What is in a folder. Flink's local file system lists nothing of a folder that holds one link to
 * nowhere; here that is one entry of unknown status.
 */
final class FolderListing {
  private FolderListing() {}

  /**
   * The entries of a folder, in no promised order.
   *
   * @throws IOException where the folder cannot be listed
   */
  static FileStatus[] of(FileSystem fileSystem, Path folder) throws IOException {
    if (fileSystem instanceof LocalFileSystem local) {
      return ofLocal(local, folder);
    }
    FileStatus[] entries = fileSystem.listStatus(folder);
    if (entries == null) {
      throw new FileNotFoundException(folder + " cannot be listed");
    }
    return entries;
  }

  private static FileStatus[] ofLocal(LocalFileSystem local, Path folder) throws IOException {
    File[] files = local.pathToFile(folder).listFiles();
    if (files == null) {
      throw new FileNotFoundException(folder + " cannot be listed");
    }
    FileStatus[] entries = new FileStatus[files.length];
    for (int i = 0; i < files.length; i++) {
      Path path = new Path(folder, files[i].getName());
      try {
        entries[i] = local.getFileStatus(path);
      } catch (IOException e) {
        entries[i] = new UnknownFileStatus(path);
      }
    }
    return entries;
  }
}
