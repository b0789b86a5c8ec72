package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.InstantText;
import io.pumpwatch.jobs.input.live.TopicLogs;
import io.pumpwatch.jobs.input.live.TopicStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options that say which topics to read and to write. */
final class LiveOptions {
  private static final String TOPIC_NAME = "[A-Za-z0-9._-]{1,249}";
  private static final String BROKER = ".+:[0-9]{1,5}";

  @Option(
      names = "--kafka-brokers",
      paramLabel = "HOST:PORT",
      split = ",",
      description = "Some brokers of the Kafka cluster that the topics are in.")
  private List<String> brokers = List.of();

  @Option(
      names = "--kafka-topic",
      paramLabel = "NAME[=FORMAT]",
      converter = TopicLogsConverter.class,
      description = {
        "A topic to read as it grows, and the log format of its messages where recognising each"
            + " does not do; repeat it for more."
      })
  private List<TopicLogs> topics = List.of();

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "Properties of Kafka's clients, such as those of SASL and TLS.")
  private Path properties;

  @Option(
      names = "--start",
      paramLabel = "PLACE",
      converter = TopicStartConverter.class,
      description = {
        "Where in the topics to begin: earliest, latest, committed (where the consumer group came"
            + " to), or a record timestamp such as 2026-01-05T13:00:00Z (default: earliest)."
      })
  private TopicStart start;

  @Option(
      names = "--until-latest",
      description = "End where the topics end now, rather than read on for ever.")
  private boolean untilLatest;

  @Option(
      names = "--seam",
      paramLabel = "INSTANT",
      description =
          "With --input: take events before this time from there, later ones from topics.")
  private Instant seam;

  @Option(
      names = "--dead-letter-topic",
      paramLabel = "NAME",
      description = "Write records that could not be read to this topic, not to files.")
  private String deadLetterTopic;

  @Option(
      names = "--late-events-topic",
      paramLabel = "NAME",
      description = "Write events that came too late to this topic, not to files.")
  private String lateEventsTopic;

  @Option(
      names = "--alerts-topic",
      paramLabel = "NAME",
      description = {
        "Tell this topic of every finding that alerts, as it opens, changes and closes, in events"
            + " of OCSF; with --kafka-brokers alone for a run over files."
      })
  private String alertsTopic;

  /** Where to write alerts; null for nowhere. */
  AlertSelection alerts() {
    return alertsTopic == null ? null : new AlertSelection(brokers, properties, alertsTopic);
  }

  /** Which topics to read; null for none. */
  LiveSelection selection() {
    return topics.isEmpty()
        ? null
        : new LiveSelection(
            brokers,
            topics,
            properties,
            start,
            untilLatest,
            seam,
            deadLetterTopic,
            lateEventsTopic);
  }

  /** What is wrong with them, given what else is read and how. */
  List<String> problems(InputSelection input, RunMode mode) {
    List<String> problems = new ArrayList<>();
    if (topics.isEmpty()) {
      givenForTopics().forEach(option -> problems.add(option + " needs --kafka-topic"));
      addNameProblem(problems, "--alerts-topic", alertsTopic);
    } else {
      if (mode == RunMode.BATCH) {
        problems.add("--mode batch is for files: topics are read in streaming");
      }
      addTopicProblems(problems);
      addSeamProblems(problems, input);
    }
    addClusterProblems(problems);
    if (properties != null && !Files.isRegularFile(properties)) {
      problems.add("--kafka-properties " + properties + ": there is no such file");
    }
    return problems;
  }

  /** The options that mean nothing without a topic, as far as they were given. */
  private List<String> givenForTopics() {
    Map<String, Boolean> options = new LinkedHashMap<>();
    options.put("--start", start != null);
    options.put("--until-latest", untilLatest);
    options.put("--seam", seam != null);
    options.put("--dead-letter-topic", deadLetterTopic != null);
    options.put("--late-events-topic", lateEventsTopic != null);
    return given(options);
  }

  private static List<String> given(Map<String, Boolean> options) {
    return options.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
  }

  private void addClusterProblems(List<String> problems) {
    if (topics.isEmpty() && alertsTopic == null) {
      Map<String, Boolean> options = new LinkedHashMap<>();
      options.put("--kafka-brokers", !brokers.isEmpty());
      options.put("--kafka-properties", properties != null);
      given(options)
          .forEach(option -> problems.add(option + " needs --kafka-topic or --alerts-topic"));
    } else if (brokers.isEmpty()) {
      problems.add(
          (topics.isEmpty() ? "--alerts-topic" : "--kafka-topic") + " needs --kafka-brokers");
    }
    brokers.stream()
        .filter(broker -> !broker.matches(BROKER))
        .forEach(broker -> problems.add("--kafka-brokers " + broker + " is not HOST:PORT"));
  }

  private void addTopicProblems(List<String> problems) {
    Set<String> read = new HashSet<>();
    for (TopicLogs logs : topics) {
      if (!read.add(logs.topic())) {
        problems.add("--kafka-topic " + logs.topic() + " is named twice");
      }
      addNameProblem(problems, "--kafka-topic", logs.topic());
    }
    Map<String, String> written = new LinkedHashMap<>();
    written.put("--dead-letter-topic", deadLetterTopic);
    written.put("--late-events-topic", lateEventsTopic);
    if (alertsTopic != null && written.containsValue(alertsTopic)) {
      problems.add(
          "--alerts-topic " + alertsTopic + " is to get what is set aside: alerts go alone");
    }
    written.put("--alerts-topic", alertsTopic);
    written.forEach(
        (option, topic) -> {
          addNameProblem(problems, option, topic);
          if (read.contains(topic)) {
            problems.add(option + " " + topic + " is read: the run would read what it writes");
          }
        });
  }

  private static void addNameProblem(List<String> problems, String option, String topic) {
    if (topic != null && !topic.matches(TOPIC_NAME)) {
      problems.add(option + " " + topic + " is not the name of a topic");
    }
  }

  private void addSeamProblems(List<String> problems, InputSelection input) {
    if (seam == null) {
      if (!input.paths().isEmpty()) {
        problems.add(
            "--input and --kafka-topic together need --seam: the time from which on"
                + " events are taken from the topic");
      }
      return;
    }
    if (input.paths().isEmpty()) {
      problems.add("--seam needs --input: without it there is nothing to read before the seam");
    }
    if (start != null) {
      problems.add("--start and --seam: the seam says where the topics are begun");
    }
    if (input.from() != null && !input.from().isBefore(seam)) {
      problems.add("--from must be before --seam: no event would be taken from --input");
    }
    if (input.to() != null && !seam.isBefore(input.to())) {
      problems.add("--seam must be before --to: no event would be taken from the topics");
    }
  }

  /** Reads {@code NAME[=FORMAT]}. */
  static final class TopicLogsConverter implements ITypeConverter<TopicLogs> {
    @Override
    public TopicLogs convert(String text) {
      try {
        return TopicLogs.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Reads the word of a place, or an instant. */
  static final class TopicStartConverter implements ITypeConverter<TopicStart> {
    @Override
    public TopicStart convert(String text) {
      return TopicStart.ofWord(text).orElseGet(() -> TopicStart.at(InstantText.parse(text)));
    }
  }
}
