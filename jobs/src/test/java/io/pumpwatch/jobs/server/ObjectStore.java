package io.pumpwatch.jobs.server;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/**
 * A server that speaks S3 on a free port of the loopback address, and keeps its objects in memory.
 * It answers whoever signs with its keys.
 */
public final class ObjectStore implements AutoCloseable {
  /** What a client signs with. */
  public static final String ACCESS_KEY = "pumpwatch";

  /** The secret of that key. */
  public static final String SECRET_KEY = "a-secret-of-the-object-store";

  private final BlobStoreContext context;
  private final S3Proxy server;

  private ObjectStore(BlobStoreContext context, S3Proxy server) {
    this.context = context;
    this.server = server;
  }

  /** Starts an empty one. */
  public static ObjectStore start() throws Exception {
    BlobStoreContext context =
        ContextBuilder.newBuilder("transient")
            .credentials(ACCESS_KEY, SECRET_KEY)
            .build(BlobStoreContext.class);
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(context.getBlobStore())
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
            .build();
    server.start();
    return new ObjectStore(context, server);
  }

  /** Where it is: {@code http://host:port}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getPort();
  }

  /** Makes a bucket. */
  public void createBucket(String name) {
    context.getBlobStore().createContainerInLocation(null, name);
  }

  /** Uploads every file of a folder, under its path in there. */
  public void upload(Path folder, String bucket) throws IOException {
    BlobStore store = context.getBlobStore();
    List<Path> files;
    try (Stream<Path> found = Files.walk(folder)) {
      files = found.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      byte[] content = Files.readAllBytes(file);
      store.putBlob(
          bucket,
          store
              .blobBuilder(folder.relativize(file).toString())
              .payload(content)
              .contentLength(content.length)
              .build());
    }
  }

  @Override
  public void close() throws Exception {
    server.stop();
    context.close();
  }
}
