package io.pumpwatch.jobs.input.live;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * The memory of a source that comes to its end in one instance before it does in another: Flink
 * would then complete no checkpoint of a state that all instances share. Each instance goes on from
 * its own promise; among another number of instances, whose partitions are others, from none.
 */
public final class OwnPromises implements PromiseMemory {
  private final ListState<KeptPromise> promises;
  private final int instances;

  OwnPromises(OperatorStateStore store, int instances) throws Exception {
    this.promises = store.getListState(promises());
    this.instances = instances;
  }

  /** What this instance has promised. */
  public static ListStateDescriptor<KeptPromise> promises() {
    return new ListStateDescriptor<>("own-promises", TypeInformation.of(KeptPromise.class));
  }

  @Override
  public long restored() throws Exception {
    long restored = NOTHING;
    for (KeptPromise kept : promises.get()) {
      restored = kept.instances() == instances ? kept.promise() : NOTHING;
    }
    return restored;
  }

  @Override
  public void keep(long promise) throws Exception {
    promises.update(List.of(new KeptPromise(promise, instances)));
  }
}
