package io.pumpwatch.jobs.input.history;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** Stands for an entry of a folder about which the file system says nothing: a file of no bytes. */
record UnknownFileStatus(Path path) implements FileStatus {

  @Override
  public long getLen() {
    return 0;
  }

  @Override
  public long getBlockSize() {
    return 0;
  }

  @Override
  public short getReplication() {
    return 1;
  }

  @Override
  public long getModificationTime() {
    return 0;
  }

  @Override
  public long getAccessTime() {
    return 0;
  }

  @Override
  public boolean isDir() {
    return false;
  }

  @Override
  public Path getPath() {
    return path;
  }
}
