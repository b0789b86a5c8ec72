package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.datasets.simulate.world.LogLine;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.DetectionTopology;
import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.rules.KnownRules;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.pattern.DetectionRules;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

/**
 * A detection that is interrupted with a savepoint after some events and gone on with in another
 * job. The source is none of what is gone on with: each job has its own.
 *
 * @param rules what is found
 */
record InterruptibleRun(DetectionRules rules) {
  private static final int SLOTS = 2;
  private static final double RECORDS_PER_SECOND = 200;
  private static final Duration COUNTS_EVERY = Duration.ofMillis(300);

  /** All events of a scenario in the order of their time, each with its promise. */
  static List<Decoded> decode(Scenario scenario) throws IOException {
    List<Decoded> events = new ArrayList<>();
    for (Map.Entry<String, List<LogLine>> log : scenario.logs().entrySet()) {
      String text = log.getValue().stream().map(LogLine::text).collect(Collectors.joining("\n"));
      try (DecodedReader reader =
          new RawLogFiles(InputSettings.defaults())
              .open(
                  new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                  log.getKey(),
                  null)) {
        for (Decoded next = reader.next(); next != null; next = reader.next()) {
          if (next.isEvent()) {
            events.add(next.withWatermark(next.event().eventTimeMillis() - 1, false));
          }
        }
      }
    }
    events.sort(Comparator.comparingLong(decoded -> decoded.event().eventTimeMicros()));
    return events;
  }

  /** Runs over events to their end. */
  List<Finding> toTheEnd(List<Decoded> events) throws Exception {
    return toTheEnd(events, new Configuration());
  }

  /** Goes on from a savepoint, over the events that come after it, to their end. */
  List<Finding> goOn(Path savepoint, List<Decoded> events) throws Exception {
    Configuration options = new Configuration();
    options.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint.toUri().toString());
    options.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
    return toTheEnd(events, options);
  }

  private List<Finding> toTheEnd(List<Decoded> events, Configuration options) throws Exception {
    StreamExecutionEnvironment environment = environment(options);
    List<Finding> findings = new ArrayList<>();
    try (CloseableIterator<Finding> found =
        define(
            environment,
            "rest-of-events",
            new DataGeneratorSource<>(
                new Events(events), events.size(), TypeInformation.of(Decoded.class)))) {
      environment.execute("to the end");
      found.forEachRemaining(findings::add);
    }
    return findings;
  }

  /**
   * Runs over events and is then stopped.
   *
   * @return the savepoint
   */
  Path interrupt(List<Decoded> events, Path folder) throws Exception {
    StreamExecutionEnvironment environment = environment(new Configuration());
    try (CloseableIterator<Finding> found =
        define(
            environment,
            "events",
            new DataGeneratorSource<>(
                new Events(events),
                Long.MAX_VALUE,
                RateLimiterStrategy.perSecond(RECORDS_PER_SECOND),
                TypeInformation.of(Decoded.class)))) {
      JobClient job = environment.executeAsync("interrupted");
      // What is skipped comes after the last event, so that all of them are on their way.
      while (!(job.getAccumulators().get().get("records/skipped") instanceof Long count
          && count > 0)) {
        Thread.onSpinWait();
      }
      return Path.of(
          URI.create(
              job.stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
                  .get()));
    }
  }

  private StreamExecutionEnvironment environment(Configuration options) {
    options.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, COUNTS_EVERY);
    return FlinkEnvironment.create(SLOTS, RuntimeExecutionMode.STREAMING, options);
  }

  private CloseableIterator<Finding> define(
      StreamExecutionEnvironment environment, String word, DataGeneratorSource<Decoded> source) {
    return DetectionTopology.define(
            environment
                .fromSource(source, CarriedWatermarks.strategy(), word)
                .uid(word)
                .setParallelism(1),
            Optional.of(new Deduplicate(Duration.ofDays(1))),
            new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
            RulesInput.of(KnownRules.of(rules)),
            "run")
        .findings()
        .collectAsync();
  }

  /** The events, and then what says nothing, for ever. */
  private static final class Events implements GeneratorFunction<Long, Decoded> {
    private static final long serialVersionUID = 1L;

    private final List<byte[]> events = new ArrayList<>();

    Events(List<Decoded> events) throws IOException {
      TypeSerializer<Decoded> serializer = serializer();
      for (Decoded event : events) {
        DataOutputSerializer bytes = new DataOutputSerializer(1024);
        serializer.serialize(event, bytes);
        this.events.add(bytes.getCopyOfBuffer());
      }
    }

    private static TypeSerializer<Decoded> serializer() {
      return TypeInformation.of(Decoded.class).createSerializer(new SerializerConfigImpl());
    }

    @Override
    public Decoded map(Long index) throws IOException {
      return index < events.size()
          ? serializer().deserialize(new DataInputDeserializer(events.get((int) (long) index)))
          : Decoded.skipped("none");
    }
  }
}
