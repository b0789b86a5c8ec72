package io.pumpwatch.jobs.benchmark;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.config.ExecutionConfigOptions;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

/** The events as a table of Flink SQL, in batch: what a user declares who has them in Parquet. */
final class EventsInSql {
  private static final String TABLE = "events.flink.sql";
  private static final String FOLDER = "${folder}";
  private static final String LAST_DAY = "${last-day}";

  private final StreamTableEnvironment tables;

  private EventsInSql(StreamTableEnvironment tables) {
    this.tables = tables;
  }

  /**
   * The rows of a query.
   *
   * @param rows in no order
   * @param seconds from the submission of its job to the end
   */
  record Answer(List<Row> rows, double seconds) {}

  /** The events of some traffic as the table {@code events}. */
  static EventsInSql of(StreamExecutionEnvironment environment, Traffic traffic) {
    // As Flink ships, and as who writes SQL runs it.
    environment.getConfig().disableObjectReuse();
    StreamTableEnvironment tables =
        StreamTableEnvironment.create(environment, EnvironmentSettings.inBatchMode());
    tables
        .getConfig()
        .set(
            ExecutionConfigOptions.TABLE_EXEC_UID_GENERATION,
            ExecutionConfigOptions.UidGeneration.ALWAYS);
    EventsInSql events = new EventsInSql(tables);
    String lastDay = traffic.days().get(traffic.days().size() - 1).folder();
    for (String statement : SqlScript.named(TABLE).statements()) {
      tables.executeSql(
          statement
              .replace(FOLDER, traffic.folder().toUri().toString())
              .replace(LAST_DAY, lastDay.substring(lastDay.indexOf('=') + 1)));
    }
    return events;
  }

  /** Runs a script: its last statement is a query, those before it views. */
  Answer ask(SqlScript script) throws Exception {
    List<String> statements = script.statements();
    statements.subList(0, statements.size() - 1).forEach(tables::executeSql);
    TableResult result = tables.executeSql(statements.get(statements.size() - 1));
    JobClient job = result.getJobClient().orElseThrow();
    List<Row> rows = new ArrayList<>();
    try (CloseableIterator<Row> iterator = result.collect()) {
      iterator.forEachRemaining(rows::add);
    }
    return new Answer(rows, TimedJob.seconds(job));
  }
}
