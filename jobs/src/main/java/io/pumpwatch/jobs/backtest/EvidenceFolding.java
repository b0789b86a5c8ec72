package io.pumpwatch.jobs.backtest;

import io.pumpwatch.feature.ObservedEvent;
import java.util.List;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Counts the events that come by and tells, when its input has ended, what it counted. */
public final class EvidenceFolding extends AbstractStreamOperator<EvidenceRow>
    implements OneInputStreamOperator<ObservedEvent, EvidenceRow>, BoundedOneInput {
  private static final long serialVersionUID = 1L;

  private final List<FindingScope> findings;
  private final List<LabelClaim> labels;

  private transient Evidence evidence;

  EvidenceFolding(List<FindingScope> findings, List<LabelClaim> labels) {
    this.findings = List.copyOf(findings);
    this.labels = List.copyOf(labels);
  }

  @Override
  public void open() throws Exception {
    super.open();
    evidence = new Evidence(findings, labels);
  }

  @Override
  public void processElement(StreamRecord<ObservedEvent> record) {
    evidence.add(record.getValue());
  }

  @Override
  public void endInput() {
    evidence.rows(row -> output.collect(new StreamRecord<>(row)));
  }
}
