package io.pumpwatch.jobs.watching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A metric of ours, as the table of the deployment's README has it.
 *
 * @param operator whose it is
 * @param name in Flink
 * @param labels beside those that Flink gives, in order
 */
public record DocumentedMetric(String operator, String name, List<String> labels) {
  /** How the names of operators' metrics begin in Prometheus. */
  public static final String OF_OPERATOR = "flink_taskmanager_job_task_operator_";

  /** Metrics of operators that Flink and its connectors keep. */
  public static final Set<String> OF_FLINK =
      Set.of(
          OF_OPERATOR + "currentInputWatermark",
          OF_OPERATOR + "numRecordsOut",
          OF_OPERATOR + "pendingRecords",
          OF_OPERATOR + "KafkaSourceReader_KafkaConsumer_records_lag_max");

  private static final Path README = Path.of("../deploy/README.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| `([a-zA-Z]+)`(?: by ([^|]+))? \\|[^|]+\\|[^|]+\\|");

  /** All of them. */
  public static List<DocumentedMetric> all() throws IOException {
    List<DocumentedMetric> all = new ArrayList<>();
    for (String line : Files.readAllLines(README)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        all.add(
            new DocumentedMetric(
                row.group(1),
                row.group(2),
                row.group(3) == null
                    ? List.of()
                    : Arrays.stream(row.group(3).split(","))
                        .map(label -> label.replace('`', ' ').strip())
                        .toList()));
      }
    }
    return all;
  }

  /** Its name in Prometheus. */
  public String inPrometheus() {
    StringBuilder text = new StringBuilder(OF_OPERATOR);
    labels.forEach(label -> text.append(label).append('_'));
    return text + name;
  }

  /** How the value of its label {@code operator_name} begins, in the characters of names. */
  public String operatorInPrometheus() {
    return operator.replace('-', '_');
  }
}
