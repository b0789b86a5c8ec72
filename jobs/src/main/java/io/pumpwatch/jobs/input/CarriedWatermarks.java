package io.pumpwatch.jobs.input;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/** Emits the watermarks that the yields of a source carry, for each file or partition its own. */
public final class CarriedWatermarks {

  private CarriedWatermarks() {}

  /**
   * Events have their event time as timestamp, in milliseconds; what is no event has none. The
   * watermark follows the promise that each yield carries, as soon as it rises, and never falls.
   */
  public static WatermarkStrategy<Decoded> strategy() {
    return WatermarkStrategy.<Decoded>forGenerator(context -> new Carried())
        .withTimestampAssigner(
            (decoded, timestamp) ->
                decoded.isEvent() ? decoded.event().eventTimeMillis() : Long.MIN_VALUE);
  }

  private static final class Carried implements WatermarkGenerator<Decoded> {
    private long emitted = Long.MIN_VALUE;

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      if (decoded.watermark() > emitted) {
        emitted = decoded.watermark();
        output.emitWatermark(new Watermark(emitted));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }
}
