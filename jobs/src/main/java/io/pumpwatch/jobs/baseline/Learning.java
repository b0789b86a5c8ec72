package io.pumpwatch.jobs.baseline;

import java.io.Serializable;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.util.OutputTag;

/**
 * How the stages of a job that remember for weeks come by what they know.
 *
 * @param known what the state of a key begins with
 * @param toldDaily whether they tell at the end of each day what they have learnt
 */
public record Learning(LearntBaseline known, boolean toldDaily) implements Serializable {
  /** What was learnt by the end of a day. */
  public static final OutputTag<BaselineRow> BASELINES =
      new OutputTag<>("baselines", TypeInformation.of(BaselineRow.class));

  /** Each key from its own traffic alone. */
  public static final Learning FROM_NOTHING = new Learning(LearntBaseline.NONE, false);

  private static final long DAY = Duration.ofDays(1).toMillis();

  /** The last millisecond of the UTC day that holds that time. */
  public static long lastOfDay(long time) {
    return (Math.floorDiv(time, DAY) + 1) * DAY - 1;
  }

  /** Whether what was learnt is to be told at that time, the timer's. */
  public boolean isTold(long time) {
    return toldDaily && time == lastOfDay(time);
  }
}
