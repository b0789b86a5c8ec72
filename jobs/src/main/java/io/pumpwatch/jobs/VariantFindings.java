package io.pumpwatch.jobs;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.ParquetSinks;
import io.pumpwatch.jobs.sweep.Variants;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/** Writes the findings of each variant of the settings to its folder. */
final class VariantFindings implements BucketAssigner<Finding, String> {
  private static final long serialVersionUID = 1L;

  private final Map<String, String> namesByRules;

  private VariantFindings(Map<String, String> namesByRules) {
    this.namesByRules = new HashMap<>(namesByRules);
  }

  /**
   * Draws the sink.
   *
   * @param findings of every variant
   */
  static void attach(DataStream<Finding> findings, Variants variants, OutputDirectory output) {
    findings
        .sinkTo(
            ParquetSinks.partitioned(
                FindingsTable.TABLE,
                output.variants(),
                new VariantFindings(variants.namesByRules())))
        .setParallelism(1)
        .name("findings-of-variants")
        .uid("findings-of-variants");
  }

  @Override
  public String getBucketId(Finding finding, Context context) {
    return namesByRules.get(finding.rulesVersion()) + "/findings";
  }

  @Override
  public SimpleVersionedSerializer<String> getSerializer() {
    return SimpleVersionedStringSerializer.INSTANCE;
  }
}
