package io.pumpwatch.jobs.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.cep.CEP;
import org.apache.flink.cep.functions.PatternProcessFunction;
import org.apache.flink.cep.nfa.aftermatch.AfterMatchSkipStrategy;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.Collector;

/**
 * A burst as it is mostly written in Flink CEP: fifty requests for a code from one address within
 * five minutes, each of them an event of the pattern.
 */
public record BurstPerEvent() implements BenchmarkRow {
  private static final int REQUESTS = 50;
  private static final Duration WITHIN = Duration.ofMinutes(5);
  private static final String REQUEST = "request";
  private static final String MATCHES = "matches";

  private static final TypeInformation<Tuple2<String, Long>> ADDRESS_AND_TIME =
      Types.TUPLE(Types.STRING, Types.LONG);

  @Override
  public String name() {
    return "cep-per-event";
  }

  @Override
  public String description() {
    return "burst alone, as times(50) within 5 min by address";
  }

  @Override
  public Traffic extent(Traffic traffic) {
    return BurstInSql.extentOf(traffic);
  }

  @Override
  public Outcome run(Place place) throws Exception {
    StreamExecutionEnvironment environment = place.batch();
    KeyedStream<Tuple2<String, Long>, String> requests =
        ProjectedEvents.stream(
                environment, place.traffic(), List.of("event_time", "event_type", "source_ip"))
            .flatMap(new RequestOfRow(), ADDRESS_AND_TIME)
            .name("requests")
            .uid("requests")
            .assignTimestampsAndWatermarks(
                WatermarkStrategy.<Tuple2<String, Long>>noWatermarks()
                    .withTimestampAssigner((request, before) -> request.f1))
            .name("event-time")
            .uid("event-time")
            .keyBy(request -> request.f0, Types.STRING);
    Pattern<Tuple2<String, Long>, ?> burst =
        Pattern.<Tuple2<String, Long>>begin(REQUEST, AfterMatchSkipStrategy.skipPastLastEvent())
            .times(REQUESTS)
            .within(WITHIN);
    CEP.pattern(requests, burst)
        .process(new FirstAddress(), Types.STRING)
        .name("burst")
        .uid("burst")
        .map(new Count(), Types.STRING)
        .name("count")
        .uid("count")
        .sinkTo(new DiscardingSink<>())
        .name("nowhere")
        .uid("nowhere");
    JobExecutionResult result = environment.execute(name());
    Long matches = result.getAccumulatorResult(MATCHES);
    return new Outcome(TimedJob.seconds(result), matches);
  }

  /** Address and time, in milliseconds, of a row that is a request for a code. */
  private static final class RequestOfRow
      implements FlatMapFunction<RowData, Tuple2<String, Long>> {
    private static final long serialVersionUID = 1L;
    private static final int TIME = 0;
    private static final int TYPE = 1;
    private static final int ADDRESS = 2;
    private static final int MICROSECONDS = 6;

    @Override
    public void flatMap(RowData row, Collector<Tuple2<String, Long>> out) {
      if (!row.isNullAt(ADDRESS) && isRequest(row.getString(TYPE).toString())) {
        out.collect(
            Tuple2.of(
                row.getString(ADDRESS).toString(),
                row.getTimestamp(TIME, MICROSECONDS).getMillisecond()));
      }
    }

    private static boolean isRequest(String type) {
      return type.equals("requested") || type.equals("blocked");
    }
  }

  /** The address of a match. */
  private static final class FirstAddress
      extends PatternProcessFunction<Tuple2<String, Long>, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processMatch(
        Map<String, List<Tuple2<String, Long>>> match, Context context, Collector<String> out) {
      out.collect(match.get(REQUEST).get(0).f0);
    }
  }

  /** Counts matches: what runs inside of CEP cannot. */
  private static final class Count extends RichMapFunction<String, String> {
    private static final long serialVersionUID = 1L;

    private transient LongCounter matches;

    @Override
    public void open(OpenContext context) {
      matches = getRuntimeContext().getLongCounter(MATCHES);
    }

    @Override
    public String map(String address) {
      matches.add(1);
      return address;
    }
  }
}
