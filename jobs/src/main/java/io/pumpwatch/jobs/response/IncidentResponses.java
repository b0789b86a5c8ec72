package io.pumpwatch.jobs.response;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.LiveFinding;
import io.pumpwatch.jobs.settings.ResponseSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Decides, incident by incident, what would stop it, anew with each moment in which a finding of it
 * is revised. Findings of one moment are taken together, so that their order plays no part.
 *
 * <p>What is known of an incident goes a day after the last of its findings closed: later findings
 * are of another incident.
 */
public final class IncidentResponses
    extends KeyedProcessFunction<String, Finding, ResponseMeasure> {
  private static final long serialVersionUID = 1L;

  private final ResponseSettings settings;

  private transient MapState<Long, List<ResponseCandidate>> waiting;
  private transient MapState<String, ResponseCandidate> findings;
  private transient MapState<String, ResponseMeasure> measures;
  private transient ValueState<Long> lastTime;

  /** Keeps measures for as long as the settings say. */
  public IncidentResponses(ResponseSettings settings) {
    this.settings = settings;
  }

  /** The findings whose moment is not past yet. */
  public static MapStateDescriptor<Long, List<ResponseCandidate>> waiting() {
    return new MapStateDescriptor<>(
        "waiting", Types.LONG, Types.LIST(TypeInformation.of(ResponseCandidate.class)));
  }

  /** The findings of the incident, by their ids. */
  public static MapStateDescriptor<String, ResponseCandidate> findings() {
    return new MapStateDescriptor<>(
        "findings", Types.STRING, TypeInformation.of(ResponseCandidate.class));
  }

  /** The latest revision of each measure, by its id. */
  public static MapStateDescriptor<String, ResponseMeasure> measures() {
    return new MapStateDescriptor<>(
        "measures", Types.STRING, TypeInformation.of(ResponseMeasure.class));
  }

  /** When a finding of the incident was last revised. */
  public static ValueStateDescriptor<Long> lastTime() {
    return new ValueStateDescriptor<>("last-time", Types.LONG);
  }

  /** The measures against the incidents of findings. */
  public static DataStream<ResponseMeasure> of(
      DataStream<Finding> findings, ResponseSettings settings) {
    return findings
        .keyBy(Finding::incidentId, Types.STRING)
        .process(new IncidentResponses(settings), TypeInformation.of(ResponseMeasure.class))
        .setParallelism(1)
        .name("incident-responses")
        .uid("incident-responses");
  }

  @Override
  public void open(OpenContext context) {
    waiting = getRuntimeContext().getMapState(waiting());
    findings = getRuntimeContext().getMapState(findings());
    measures = getRuntimeContext().getMapState(measures());
    lastTime = getRuntimeContext().getState(lastTime());
  }

  @Override
  public void processElement(Finding finding, Context context, Collector<ResponseMeasure> out)
      throws Exception {
    long time = context.timestamp();
    List<ResponseCandidate> candidates = waiting.get(time);
    if (candidates == null) {
      candidates = new ArrayList<>();
      context.timerService().registerEventTimeTimer(time);
      context.timerService().registerEventTimeTimer(time + LiveFinding.LIFETIME.toMillis());
    }
    candidates.add(ResponseCandidate.of(finding));
    waiting.put(time, candidates);
  }

  @Override
  public void onTimer(long time, OnTimerContext context, Collector<ResponseMeasure> out)
      throws Exception {
    List<ResponseCandidate> candidates = waiting.get(time);
    if (candidates == null) {
      forgetIfOver(time);
      return;
    }
    waiting.remove(time);
    for (ResponseCandidate candidate : candidates) {
      findings.put(candidate.findingId(), candidate);
    }
    lastTime.update(time);
    // The register writes a revision a millisecond before its time.
    decide(Instant.ofEpochMilli(time + 1), out);
  }

  private void forgetIfOver(long time) throws Exception {
    Long last = lastTime.value();
    if (last == null || time < last + LiveFinding.LIFETIME.toMillis()) {
      return;
    }
    for (ResponseCandidate finding : findings.values()) {
      if (!finding.closed()) {
        return;
      }
    }
    findings.clear();
    measures.clear();
    lastTime.clear();
  }

  private void decide(Instant now, Collector<ResponseMeasure> out) throws Exception {
    List<ResponseCandidate> known = new ArrayList<>();
    findings.values().forEach(known::add);
    Map<String, ResponseMeasure> decided = new LinkedHashMap<>();
    ResponseMeasures following = new ResponseMeasures(settings);
    for (ResponseCandidate chosen : SmallestResponse.of(known)) {
      following
          .on(chosen, now)
          .forEach(measure -> decided.putIfAbsent(measure.measureId(), measure));
    }
    List<ResponseMeasure> changed = new ArrayList<>();
    for (ResponseMeasure before : measures.values()) {
      if (!decided.containsKey(before.measureId())
          && ResponseMeasure.ACTIVE.equals(before.status())) {
        changed.add(before.withdrawn(now));
      }
    }
    for (ResponseMeasure measure : decided.values()) {
      ResponseMeasure before = measures.get(measure.measureId());
      if (before == null) {
        changed.add(measure);
      } else if (!before.saysTheSameAs(measure)) {
        changed.add(measure.revised(before.revision() + 1, now));
      }
    }
    for (ResponseMeasure measure : changed) {
      measures.put(measure.measureId(), measure);
      out.collect(measure);
    }
  }
}
