package io.pumpwatch.jobs.alert;

import io.pumpwatch.finding.Finding;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides what is told of a finding. It is announced by the first revision that alerts; from then
 * on every revision is told, also one that no longer alerts, and so is its end. A finding that
 * never alerts is never told of.
 *
 * <p>What is remembered of a finding goes when it closes, which is a time of events. A finding that
 * alerts for the first time as it closes is announced as closed, and nothing follows.
 */
public final class Announcements extends KeyedProcessFunction<String, Finding, Alert> {
  private static final long serialVersionUID = 1L;

  private transient ValueState<Boolean> announced;

  /** Whether the finding was announced; empty where it was not. */
  public static ValueStateDescriptor<Boolean> announced() {
    return new ValueStateDescriptor<>("announced", Types.BOOLEAN);
  }

  @Override
  public void open(OpenContext context) {
    announced = getRuntimeContext().getState(announced());
  }

  @Override
  public void processElement(Finding finding, Context context, Collector<Alert> out)
      throws Exception {
    boolean known = announced.value() != null;
    boolean closes = Finding.CLOSED.equals(finding.status());
    if (known) {
      out.collect(new Alert(closes ? AlertActivity.CLOSE : AlertActivity.UPDATE, finding));
    } else if (finding.alerting()) {
      out.collect(new Alert(AlertActivity.CREATE, finding));
    }
    if (closes) {
      announced.clear();
    } else if (!known && finding.alerting()) {
      announced.update(true);
    }
  }
}
