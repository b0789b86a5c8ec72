package io.pumpwatch.jobs.tally;

import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.TrafficTally;
import io.pumpwatch.feature.TrafficTallyTypeInfo;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/**
 * A part of what was seen of a key in a window, to be merged with the other parts. The part stays
 * serialized on its way: a shuffle, and the sort of a batch job, pass it on as bytes.
 *
 * @param key whose traffic
 * @param windowStart start of the one-minute window, milliseconds since the epoch
 * @param bytes the part, as its serializer writes it
 */
@TypeInfo(TallyUpdateTypeInfo.Factory.class)
@SuppressWarnings("ArrayRecordComponent") // made here, read here, and never compared
public record TallyUpdate(TrafficKey key, long windowStart, byte[] bytes) {

  static TallyUpdate of(TrafficKey key, long windowStart, TrafficTally tally) {
    return new TallyUpdate(
        key, windowStart, TrafficTallyTypeInfo.Serializer.INSTANCE.toBytes(tally));
  }

  /** The part. */
  TrafficTally tally() {
    return TrafficTallyTypeInfo.Serializer.INSTANCE.ofBytes(bytes);
  }
}
