package io.pumpwatch.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.datasets.reference.Tariff;
import io.pumpwatch.datasets.sample.SampleData;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingComposer;
import io.pumpwatch.jobs.enrich.CostEstimator;
import io.pumpwatch.jobs.enrich.DestinationResolver;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.pattern.DetectionRules;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;

class SimulatedDetectionTest {

  @Test
  void shows() throws Exception {
    List<Decoded> rows = new ArrayList<>();
    SampleData.simulation()
        .events(io.pumpwatch.datasets.simulate.Visibility.values()[0])
        .forEachRemaining(e -> rows.add(Decoded.event("canonical", true, e)));
    System.out.println("rows " + rows.size());
    SampleData.simulation().labels().forEach(l -> System.out.println(l));
    for (RuntimeExecutionMode mode :
        List.of(RuntimeExecutionMode.BATCH, RuntimeExecutionMode.STREAMING)) {
      long t = System.nanoTime();
      StreamExecutionEnvironment env = FlinkEnvironment.create(2, mode);
      DataStream<Decoded> in =
          env.fromData(rows, TypeInformation.of(Decoded.class))
              .setParallelism(1)
              .uid("src")
              .assignTimestampsAndWatermarks(
                  WatermarkStrategy.<Decoded>forMonotonousTimestamps()
                      .withTimestampAssigner((d, x) -> d.event().eventTimeMillis()))
              .setParallelism(1)
              .uid("wm");
      var out =
          DetectionTopology.define(
              in,
              new Observe(new DestinationResolver(), new CostEstimator(Tariff.bundled())),
              new FindingComposer(DetectionRules.defaults(), "rules", "run"));
      List<Finding> findings = new ArrayList<>();
      var it = out.findings().executeAndCollect();
      it.forEachRemaining(findings::add);
      it.close();
      System.out.println(
          mode + " " + findings.size() + " revisions in " + (System.nanoTime() - t) / 1e9);
      findings.stream()
          .filter(f -> f.status().equals("closed"))
          .forEach(
              f ->
                  System.out.println(
                      f.severity()
                          + " "
                          + f.pattern()
                          + " "
                          + f.tenant()
                          + " "
                          + f.detectedAt()
                          + ".."
                          + f.windowEnd()
                          + " "
                          + f.explanation()));
    }
    assertThat(rows).isNotEmpty();
  }
}
