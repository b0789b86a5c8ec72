package io.pumpwatch.jobs.benchmark;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.windowing.assigners.TumblingEventTimeWindows;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.util.Collector;

/**
 * Counts the rows of each block of 10 000 numbers in each minute: the least that any job must do.
 * It decodes three columns and shuffles three numbers a row.
 */
public record KeyedCount() implements BenchmarkRow {
  private static final int TIME = 0;
  private static final int DESTINATION = 1;
  private static final int COUNT = 2;
  private static final int MICROSECONDS = 6;
  private static final int DIGITS_LEFT_OUT = 4;

  private static final TypeInformation<Tuple3<Long, Long, Long>> BLOCK_TIME_COUNT =
      Types.TUPLE(Types.LONG, Types.LONG, Types.LONG);

  @Override
  public String name() {
    return "keyed-count";
  }

  @Override
  public String description() {
    return "counts rows by block of 10,000 numbers and minute";
  }

  @Override
  public Outcome run(Place place) throws Exception {
    StreamExecutionEnvironment environment = place.batch();
    ProjectedEvents.stream(
            environment, place.traffic(), List.of("event_time", "destination", "count"))
        .flatMap(new BlockOfRow(), BLOCK_TIME_COUNT)
        .name("blocks")
        .uid("blocks")
        .assignTimestampsAndWatermarks(
            WatermarkStrategy.<Tuple3<Long, Long, Long>>noWatermarks()
                .withTimestampAssigner((row, before) -> row.f1))
        .name("event-time")
        .uid("event-time")
        .keyBy(row -> row.f0, Types.LONG)
        .window(TumblingEventTimeWindows.of(Duration.ofMinutes(1)))
        .sum(COUNT)
        .name("count")
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .name("nowhere")
        .uid("nowhere");
    return new Outcome(TimedJob.seconds(environment.execute(name())), null);
  }

  /** Block, time in milliseconds and count of a row that has a number. */
  private static final class BlockOfRow
      implements FlatMapFunction<RowData, Tuple3<Long, Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void flatMap(RowData row, Collector<Tuple3<Long, Long, Long>> out) {
      if (!row.isNullAt(DESTINATION)) {
        out.collect(
            Tuple3.of(
                block(row.getString(DESTINATION)),
                row.getTimestamp(TIME, MICROSECONDS).getMillisecond(),
                row.isNullAt(COUNT) ? 1L : row.getInt(COUNT)));
      }
    }
  }

  /** A number in E.164 without its sign and its last four digits. */
  static long block(StringData number) {
    byte[] text = number.toBytes();
    long block = 0;
    for (int at = 1; at < text.length - DIGITS_LEFT_OUT; at++) {
      block = block * 10 + (text[at] - '0');
    }
    return block;
  }
}
