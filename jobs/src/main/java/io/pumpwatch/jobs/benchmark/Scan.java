package io.pumpwatch.jobs.benchmark;

import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.RawLogs;
import io.pumpwatch.jobs.input.history.HistoryInput;
import io.pumpwatch.jobs.input.history.HistorySource;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Reads the events with the source that detection reads with, and does nothing with them.
 *
 * @param rawLogs reads what is not Parquet, of which there is nothing
 */
public record Scan(RawLogs rawLogs) implements BenchmarkRow {

  @Override
  public String name() {
    return "scan";
  }

  @Override
  public String description() {
    return "reads the events as detect does, and discards them";
  }

  @Override
  public Outcome run(Place place) throws Exception {
    StreamExecutionEnvironment environment = place.batch();
    HistoryInput input = HistoryInput.of(place.traffic().folder().toUri().toString());
    environment
        .fromSource(
            HistorySource.of(input, rawLogs, RuntimeExecutionMode.BATCH).source(),
            CarriedWatermarks.strategy(),
            "history")
        .uid("history")
        .sinkTo(new DiscardingSink<Decoded>())
        .name("nowhere")
        .uid("nowhere");
    return new Outcome(TimedJob.seconds(environment.execute("scan")), null);
  }
}
