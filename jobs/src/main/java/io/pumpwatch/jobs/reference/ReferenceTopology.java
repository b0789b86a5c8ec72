package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.NumberKey;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.finding.Finding;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The published rules over the events of a bounded input:
 *
 * <pre>
 *  events ─┬─ row-sightings ─────────────────────────────────────┐
 *          └─ message-rows ═ messages ── message-sightings ──────┤
 *                                                                ║ by rule and key
 *                                                         published-rules ── findings
 * </pre>
 *
 * The keyed stages wait for the end of the input and then see all that belongs to a key at once.
 */
public final class ReferenceTopology {
  private ReferenceTopology() {}

  /** Draws the rules behind the events. */
  public static DataStream<Finding> define(DataStream<ObservedEvent> events, ReferenceRules rules) {
    TypeInformation<Sighting> sighting = TypeInformation.of(Sighting.class);
    DataStream<Sighting> ofRows =
        named("row-sightings", events.flatMap(new RowSightings(rules.rules()), sighting));
    DataStream<MessageMoment> moments =
        named(
            "messages",
            named(
                    "message-rows",
                    events.flatMap(
                        new MessageRows(rules.trials()), TypeInformation.of(MessageRow.class)))
                .keyBy(MessageRow::numberKey, TypeInformation.of(NumberKey.class))
                .fullWindowPartition()
                .mapPartition(new Messages(rules.trials().maturity())));
    DataStream<Sighting> ofMessages =
        named("message-sightings", moments.flatMap(new MomentSightings(rules.rules()), sighting));
    return named(
        "published-rules",
        ofRows
            .union(ofMessages)
            .keyBy(Sighting::key, TypeInformation.of(ReferenceKey.class))
            .fullWindowPartition()
            .mapPartition(new Judgement(rules)));
  }

  private static <T> SingleOutputStreamOperator<T> named(
      String word, SingleOutputStreamOperator<T> operator) {
    return operator.name(word).uid(word);
  }
}
