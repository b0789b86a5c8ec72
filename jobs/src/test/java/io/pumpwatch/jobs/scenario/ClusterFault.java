package io.pumpwatch.jobs.scenario;

import io.pumpwatch.jobs.cluster.LocalCluster;
import io.pumpwatch.jobs.server.FlinkCluster;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** What happens to the servers under a job, at a random moment. */
enum ClusterFault {
  /** A process that works for the job is gone, and started again. */
  TASK_MANAGER_KILLED {
    @Override
    void happen(ClusterServers servers, ClusterDetection detection, Random random)
        throws Exception {
      FlinkCluster cluster = servers.cluster();
      List<String> working = List.copyOf(cluster.awaitTaskManagersOf(detection.job()));
      long before = cluster.restartedAt(detection.job());
      cluster.kill(working.get(random.nextInt(working.size())));
      cluster.heal();
      FlinkCluster.await(
          () -> cluster.restartedAt(detection.job()) > before, "a restart of the job");
      cluster.awaitRunning(detection.job());
    }
  },

  /** The process that directs the job is gone, and started again. */
  JOB_MANAGER_KILLED {
    @Override
    void happen(ClusterServers servers, ClusterDetection detection, Random random)
        throws Exception {
      FlinkCluster cluster = servers.cluster();
      cluster.kill(LocalCluster.JOB_MANAGER);
      cluster.heal();
      cluster.awaitRunning(detection.job());
    }
  },

  /** The broker loses its power and comes back with what it had on disk. */
  BROKER_KILLED {
    @Override
    void happen(ClusterServers servers, ClusterDetection detection, Random random)
        throws Exception {
      servers.broker().kill();
      servers.broker().start();
    }
  },

  /** The database goes down for a few seconds. */
  DATABASE_DOWN {
    @Override
    void happen(ClusterServers servers, ClusterDetection detection, Random random)
        throws Exception {
      servers.postgres().goDown();
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_OUTAGE_MILLIS));
      servers.postgres().goUp();
    }
  },

  /** The job is stopped with a savepoint and goes on from it on another number of slots. */
  MOVED {
    @Override
    void happen(ClusterServers servers, ClusterDetection detection, Random random)
        throws Exception {
      detection.move(1 + random.nextInt(FlinkCluster.SLOTS));
    }
  };

  private static final int LONGEST_OUTAGE_MILLIS = 20_000;
  private static final int LONGEST_WAIT_MILLIS = 1000;

  abstract void happen(ClusterServers servers, ClusterDetection detection, Random random)
      throws Exception;

  /** Happens within a second from now. */
  ClusterDetection.Event soon(ClusterServers servers, ClusterDetection detection, Random random) {
    return () -> {
      TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_WAIT_MILLIS));
      happen(servers, detection, random);
    };
  }
}
