package io.pumpwatch.jobs.elsewhere;

import java.net.URI;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** The files of this machine under another scheme, as if they lay in a store far away. */
public final class ElsewhereFileSystem extends LocalFileSystem {
  /** The scheme. */
  public static final String SCHEME = "elsewhere";

  @Override
  public URI getUri() {
    return URI.create(SCHEME + ":///");
  }

  /** What Flink finds through the service loader. */
  public static final class Factory implements FileSystemFactory {
    @Override
    public String getScheme() {
      return SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
      return new ElsewhereFileSystem();
    }
  }
}
