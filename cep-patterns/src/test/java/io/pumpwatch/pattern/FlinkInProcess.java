package io.pumpwatch.pattern;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.util.MiniClusterWithClientResource;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Runs the jobs of all tests on one small Flink cluster in this JVM, which the first of them starts
 * and the end of the tests stops.
 */
final class FlinkInProcess implements BeforeAllCallback {

  /** The cluster, stopped by JUnit with the store that holds it. */
  private static final class Cluster implements AutoCloseable {
    private final MiniClusterWithClientResource resource =
        new MiniClusterWithClientResource(
            new MiniClusterResourceConfiguration.Builder()
                .setNumberTaskManagers(1)
                .setNumberSlotsPerTaskManager(2)
                .build());

    Cluster() {
      try {
        resource.before();
      } catch (Exception notStarted) {
        throw new IllegalStateException("no Flink cluster to test on", notStarted);
      }
    }

    @Override
    public void close() {
      resource.after();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    context
        .getRoot()
        .getStore(Namespace.create(FlinkInProcess.class))
        .getOrComputeIfAbsent(Cluster.class, unused -> new Cluster(), Cluster.class);
  }
}
