package io.pumpwatch.jobs.input.history;

import static io.pumpwatch.jobs.input.history.EventFiles.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.FlinkEnvironment;
import io.pumpwatch.jobs.input.CarriedWatermarks;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.TimeRange;
import io.pumpwatch.jobs.settings.ClientAddressSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real jobs over real files: batch keeps every event, and so does streaming. */
class HistorySourceTest {
  private static final int FILES = 12;
  private static final int EVENTS_OF_FILE = 6_000;
  private static final int MINUTE = 60_000;

  /** Too few for two files: all are read side by side. */
  private static final int SPLIT_BYTES = 100_000;

  @TempDir Path folder;

  /** Judges each event by the watermark where it arrives, behind a shuffle. */
  private static final class Judge extends KeyedProcessFunction<String, Decoded, String> {
    private final LongCounter events = new LongCounter();
    private final LongCounter marked = new LongCounter();
    private final LongCounter behind = new LongCounter();
    private final LongCounter rises = new LongCounter();
    private final ListAccumulator<String> ids = new ListAccumulator<>();
    private transient long lastWatermark;

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("events", events);
      getRuntimeContext().addAccumulator("marked", marked);
      getRuntimeContext().addAccumulator("behind", behind);
      getRuntimeContext().addAccumulator("rises", rises);
      getRuntimeContext().addAccumulator("ids", ids);
      lastWatermark = Long.MIN_VALUE;
    }

    @Override
    public void processElement(Decoded decoded, Context context, Collector<String> out) {
      long watermark = context.timerService().currentWatermark();
      if (watermark > lastWatermark) {
        lastWatermark = watermark;
        rises.add(1);
      }
      events.add(1);
      ids.add(decoded.event().messageId());
      if (decoded.late()) {
        marked.add(1);
      } else if (context.timestamp() <= watermark) {
        behind.add(1);
      }
    }
  }

  record Judgement(long events, long distinct, long marked, long behind, long rises) {}

  private static Judgement judge(
      StreamExecutionEnvironment environment,
      Source<Decoded, ?, ?> source,
      WatermarkStrategy<Decoded> watermarks)
      throws Exception {
    environment
        .fromSource(source, watermarks, "history")
        .uid("history")
        .filter(Decoded::isEvent)
        .uid("events-only")
        .keyBy(decoded -> decoded.event().messageId())
        .process(new Judge())
        .uid("judge")
        .sinkTo(new DiscardingSink<>())
        .uid("nowhere");
    JobExecutionResult result = environment.execute();
    List<String> ids = result.getAccumulatorResult("ids");
    return new Judgement(
        result.getAccumulatorResult("events"),
        ids.stream().distinct().count(),
        result.getAccumulatorResult("marked"),
        result.getAccumulatorResult("behind"),
        result.getAccumulatorResult("rises"));
  }

  private static Judgement judge(HistoryInput input, RuntimeExecutionMode mode, int parallelism)
      throws Exception {
    return judge(
        FlinkEnvironment.create(parallelism, mode),
        HistorySource.of(input.withSplitBytes(SPLIT_BYTES), new LineLogs(), mode).source(),
        CarriedWatermarks.strategy());
  }

  /** Names that say nothing about time; spans of 40 minutes, 20 apart; half of them unsorted. */
  @BeforeEach
  void writeFiles() throws IOException {
    Random random = new Random(20_260_301);
    List<Integer> names = IntStream.range(0, FILES).boxed().collect(Collectors.toList());
    Collections.shuffle(names, random);
    for (int file = 0; file < FILES; file++) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < EVENTS_OF_FILE; i++) {
        millis.add(START_MILLIS + 20L * MINUTE * file + random.nextInt(40 * MINUTE));
      }
      if (file % 2 == 0) {
        millis.sort(null);
      }
      Path path = folder.resolve("file-" + names.get(file));
      switch (file % 4) {
        case 0, 1 -> EventFiles.write(path, millis);
        case 2 -> EventFiles.writeRowGroups(path, millis, 1000);
        default -> LineLogs.write(path, millis);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"BATCH", "STREAMING"})
  void everyEventArrivesOnTime(RuntimeExecutionMode mode) throws Exception {
    Judgement judgement = judge(HistoryInput.of(folder.toString()).withSplitBytes(20_000), mode, 2);

    assertThat(judgement.events()).isEqualTo(FILES * EVENTS_OF_FILE);
    assertThat(judgement.distinct()).isEqualTo(FILES * EVENTS_OF_FILE);
    assertThat(judgement.behind()).isZero();
    if (mode == RuntimeExecutionMode.STREAMING) {
      assertThat(judgement.rises())
          .as("times that the watermark was seen to rise")
          .isGreaterThan(10);
    }
  }

  @Test
  void theOrderOfNamesWouldLoseEvents() throws Exception {
    HistoryInput input = HistoryInput.of(folder.toString());
    SplitOpener opener =
        new SplitOpener(
            new LineLogs(), null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of());
    HistoryFileSource source =
        new HistoryFileSource(
            List.of(EventFiles.flinkPath(folder)),
            HistorySplit.of(HistoryFiles.of(input).splits(), 1),
            new HistoryFormat(opener, null, null));
    WatermarkStrategy<Decoded> behindByAnHour =
        WatermarkStrategy.<Decoded>forBoundedOutOfOrderness(Duration.ofHours(1))
            .withTimestampAssigner((decoded, time) -> decoded.event().eventTimeMillis());

    StreamExecutionEnvironment environment =
        FlinkEnvironment.create(1, RuntimeExecutionMode.STREAMING);
    environment.getConfig().setAutoWatermarkInterval(1);
    Judgement judgement = judge(environment, source, behindByAnHour);

    assertThat(HistoryFiles.of(input).splits()).hasSize(FILES);
    assertThat(judgement.events()).isEqualTo(FILES * EVENTS_OF_FILE);
    assertThat(judgement.behind()).isPositive();
  }

  @Test
  void promisesHoldOnlyInTheirOrder() throws Exception {
    HistoryInput input = HistoryInput.of(folder.toString());
    SplitOpener opener =
        new SplitOpener(
            new LineLogs(), null, TimeRange.ALL, ClientAddressSettings.defaults(), Map.of());
    HistoryIndex index = HistoryIndex.of(HistoryFiles.of(input).splits(), opener, null, done -> {});
    List<FileSourceSplit> backwards = new ArrayList<>(index.order());
    Collections.reverse(backwards);
    HistoryFileSource source =
        new HistoryFileSource(
            List.of(EventFiles.flinkPath(folder)),
            HistorySplit.of(backwards, 1),
            new HistoryFormat(opener, null, index));

    Judgement judgement =
        judge(
            FlinkEnvironment.create(2, RuntimeExecutionMode.STREAMING),
            source,
            CarriedWatermarks.strategy());

    assertThat(judgement.events()).isEqualTo(FILES * EVENTS_OF_FILE);
    assertThat(judgement.behind()).isPositive();
  }

  @Test
  void marksTheSameEventsAsLateInEitherMode() throws Exception {
    HistoryInput input =
        HistoryInput.of(folder.toString()).withOutOfOrderness(Duration.ofMinutes(15));

    Judgement batch = judge(input, RuntimeExecutionMode.BATCH, 1);
    Judgement streaming = judge(input, RuntimeExecutionMode.STREAMING, 2);

    assertThat(batch.marked()).isPositive().isEqualTo(streaming.marked());
    assertThat(batch.behind()).isZero();
    assertThat(streaming.behind()).isZero();
  }

  @Test
  void missingPathsAreRefusedBeforeAJobStarts() {
    assertThatThrownBy(
            () ->
                HistorySource.of(
                    HistoryInput.of(folder + "/nothing"),
                    new LineLogs(),
                    RuntimeExecutionMode.BATCH))
        .isInstanceOf(MissingInputException.class);
  }
}
