package io.pumpwatch.jobs.privacy;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.LateEvent;
import io.pumpwatch.jobs.response.ResponseMeasure;
import io.pumpwatch.jobs.settings.PrivacySettings;
import java.io.Serializable;
import java.util.Optional;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The last step before anything is written or told: what names people gets its pseudonym. Where
 * nothing is to be hidden, streams stay as they are.
 *
 * @param settings in which form people are told of
 * @param key where the key comes from
 */
public record Privacy(PrivacySettings settings, PrivacyKey.Source key) {
  /** Tells everything as it is. */
  public static final Privacy NONE =
      new Privacy(PrivacySettings.defaults(), PrivacyKey.Source.ENVIRONMENT);

  /** How a row is hidden. */
  @FunctionalInterface
  private interface Hiding<T> extends Serializable {
    T hide(Hidden hidden, T row);
  }

  /** What keeps it from being done; empty where nothing does. */
  public Optional<String> problem() {
    if (!settings.hidesAnything()) {
      return Optional.empty();
    }
    try {
      key.read();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** Revisions of findings, in their order. */
  public DataStream<Finding> ofFindings(DataStream<Finding> findings) {
    return inOrder("private-findings", findings, Finding.class, Hidden::finding);
  }

  /** The windows of their evidence. */
  public DataStream<FindingWindow> ofWindows(DataStream<FindingWindow> windows) {
    return hidden("private-windows", windows, FindingWindow.class, Hidden::window);
  }

  /** Revisions of measures, in their order. */
  public DataStream<ResponseMeasure> ofResponse(DataStream<ResponseMeasure> response) {
    return inOrder("private-response", response, ResponseMeasure.class, Hidden::measure);
  }

  /** Records that could not be read. */
  public DataStream<DeadLetter> ofDeadLetters(DataStream<DeadLetter> letters) {
    return hidden("private-dead-letters", letters, DeadLetter.class, Hidden::deadLetter);
  }

  /** Events that came too late. */
  public DataStream<LateEvent> ofLateEvents(DataStream<LateEvent> late) {
    return hidden("private-late-events", late, LateEvent.class, Hidden::lateEvent);
  }

  private <T> DataStream<T> inOrder(
      String word, DataStream<T> rows, Class<T> type, Hiding<T> hiding) {
    DataStream<T> hidden = hidden(word, rows, type, hiding);
    if (hidden != rows) {
      ((SingleOutputStreamOperator<T>) hidden).setParallelism(1);
    }
    return hidden;
  }

  private <T> DataStream<T> hidden(
      String word, DataStream<T> rows, Class<T> type, Hiding<T> hiding) {
    return settings.hidesAnything()
        ? rows.map(new Step<>(settings, key, hiding), TypeInformation.of(type)).name(word).uid(word)
        : rows;
  }

  /** Reads the key where rows are written. */
  private static final class Step<T> extends RichMapFunction<T, T> {
    private static final long serialVersionUID = 1L;

    private final PrivacySettings settings;
    private final PrivacyKey.Source key;
    private final Hiding<T> hiding;
    private transient Hidden hidden;

    Step(PrivacySettings settings, PrivacyKey.Source key, Hiding<T> hiding) {
      this.settings = settings;
      this.key = key;
      this.hiding = hiding;
    }

    @Override
    public void open(OpenContext context) {
      hidden = new Hidden(new Pseudonyms(settings, key.read()));
    }

    @Override
    public T map(T row) {
      return hiding.hide(hidden, row);
    }
  }
}
