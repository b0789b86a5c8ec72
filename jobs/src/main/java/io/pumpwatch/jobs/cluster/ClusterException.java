package io.pumpwatch.jobs.cluster;

import java.io.IOException;

/** A local cluster does not do what it was asked for. */
public final class ClusterException extends IOException {
  private static final long serialVersionUID = 1L;

  ClusterException(String message) {
    super(message);
  }
}
