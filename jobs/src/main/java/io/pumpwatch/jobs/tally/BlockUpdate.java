package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.BlockMinute;
import io.pumpwatch.feature.BlockMinuteTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A part of what was seen of a block of 10 000 numbers in a window, to be merged with the other
 * parts. The part stays serialized on its way, as a {@link TallyUpdate} does.
 *
 * @param block the numbers without their last four digits
 * @param windowStart start of the one-minute window, milliseconds since the epoch
 * @param bytes the part, as its serializer writes it
 */
@TypeInfo(BlockUpdateTypeInfo.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // made here, read here, and never compared
public record BlockUpdate(long block, long windowStart, byte[] bytes) {

  static BlockUpdate of(long block, long windowStart, BlockMinute minute) {
    return new BlockUpdate(
        block, windowStart, BlockMinuteTypeInfo.Serializer.INSTANCE.toBytes(minute));
  }

  /** The part. */
  BlockMinute minute() {
    return BlockMinuteTypeInfo.Serializer.INSTANCE.ofBytes(bytes);
  }
}
