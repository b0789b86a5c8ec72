package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TrialRules;

/**
 * Folds the events that name a number into minutes of its block of 10 000, so that one row a block
 * and minute is shuffled, from which smaller blocks and numbers are told behind the shuffle.
 */
public final class BlockFolding
    extends WindowFolding<ObservedEvent, Long, BlockMinute, BlockUpdate> {
  private static final long serialVersionUID = 1L;

  private final TrialRules rules;

  /**
   * @param rules what makes a trial
   * @param capacity how many minutes of blocks are held at most
   */
  public BlockFolding(TrialRules rules, int capacity) {
    super(capacity);
    this.rules = rules;
  }

  @Override
  void fold(ObservedEvent observed) {
    if (observed.number() != 0) {
      part(
              BlockMinute.blockOf(observed.number()),
              Windows.start(observed.event().eventTimeMillis()))
          .add(observed, rules);
    }
  }

  @Override
  BlockMinute empty(Long block) {
    return new BlockMinute();
  }

  @Override
  BlockUpdate row(Long block, long windowStart, BlockMinute minute) {
    return BlockUpdate.of(block, windowStart, minute);
  }
}
