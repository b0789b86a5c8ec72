package io.pumpwatch.jobs.scenario;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One fault after another, for as long as wanted: {@code -Dpumpwatch.soak.rounds} runs, in each
 * piece of which something happens, chosen by {@code -Dpumpwatch.soak.seed}.
 */
@Tag("soak")
class ClusterSoakITCase {
  private static final String OFTEN = "live:\n  checkpoint-interval: 500 ms\n";
  private static final int SLOTS = 2;

  private final int rounds = Integer.getInteger("pumpwatch.soak.rounds", 10);
  private final Random random = new Random(Long.getLong("pumpwatch.soak.seed", 1L));
  private ClusterServers servers;
  private PacedTraffic traffic;

  @BeforeEach
  void start(@TempDir Path folder) throws Exception {
    servers = ClusterServers.start(folder);
    traffic = PacedTraffic.of(SimulatedScenarios.attacksOnBlocks(), folder);
  }

  @AfterEach
  void stop() throws Exception {
    servers.close();
  }

  @Test
  void oneFaultAfterAnother() throws Exception {
    ClusterFault[] faults = ClusterFault.values();
    for (int round = 1; round <= rounds; round++) {
      StringBuilder story = new StringBuilder();
      try (ClusterDetection detection =
          ClusterDetection.submit(servers, traffic, "soak-" + round, OFTEN, "", SLOTS)) {
        for (int piece = 0; piece < ClusterDetection.PIECES; piece++) {
          ClusterFault fault = faults[random.nextInt(faults.length)];
          story.append(' ').append(fault);
          detection.publish(piece, fault.soon(servers, detection, random));
          servers.cluster().awaitCheckpoint(detection.job());
        }
        detection.assertSameAsInBatch();
      } finally {
        System.out.println("Round " + round + " of " + rounds + ":" + story);
      }
    }
  }
}
