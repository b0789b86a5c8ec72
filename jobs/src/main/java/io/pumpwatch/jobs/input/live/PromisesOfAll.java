package io.pumpwatch.jobs.input.live;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The memory of a source without an end. What was promised to all that is behind the instances is
 * the least of their promises, and any number of them may go on.
 */
public final class PromisesOfAll implements PromiseMemory {
  private final ListState<Long> promises;

  PromisesOfAll(OperatorStateStore store) throws Exception {
    promises = store.getUnionListState(promises());
  }

  /** What each parallel instance has promised, milliseconds since the epoch. */
  public static ListStateDescriptor<Long> promises() {
    return new ListStateDescriptor<>("promises", Types.LONG);
  }

  @Override
  public long restored() throws Exception {
    long least = Long.MAX_VALUE;
    for (long promise : promises.get()) {
      least = Math.min(least, promise);
    }
    return least == Long.MAX_VALUE ? NOTHING : least;
  }

  @Override
  public void keep(long promise) throws Exception {
    promises.update(List.of(promise));
  }
}
