package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.server.KafkaBroker;
import io.pumpwatch.jobs.server.TopicWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The logs of a scenario as topics. */
final class PublishedLogs {

  private PublishedLogs() {}

  /**
   * Publishes each log as a topic of its name, in its own format; one partition after another takes
   * a record.
   *
   * @param mostPartitions topics have from one partition to so many
   */
  static List<TopicLogs> publish(KafkaBroker broker, Scenario scenario, int mostPartitions) {
    List<TopicLogs> published = new ArrayList<>();
    try (TopicWriter writer = new TopicWriter(broker)) {
      for (Map.Entry<String, List<LogLine>> log : scenario.logs().entrySet()) {
        String topic = log.getKey();
        int partitions = 1 + published.size() % mostPartitions;
        broker.createTopic(topic, partitions);
        int next = 0;
        for (LogLine line : log.getValue()) {
          writer.send(
              topic,
              next++ % partitions,
              TimeUnit.MICROSECONDS.toMillis(line.writtenMicros()),
              line.text());
        }
        published.add(new TopicLogs(topic, topic.substring(topic.indexOf('-') + 1)));
      }
    }
    return published;
  }
}
