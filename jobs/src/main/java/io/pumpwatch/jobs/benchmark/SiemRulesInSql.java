package io.pumpwatch.jobs.benchmark;

/**
 * The published rules of Microsoft Sentinel, IBM QRadar and Splunk against SMS pumping as windows
 * of Flink SQL, each alarm a row. The rules and how they apply to these events are those of {@code
 * io.pumpwatch.jobs.reference}; a client of IPv6 is its address.
 */
public record SiemRulesInSql() implements BenchmarkRow {
  static final String SCRIPT = "siem-rules.flink.sql";

  @Override
  public String name() {
    return "siem-rules-sql";
  }

  @Override
  public String description() {
    return "published rules of Sentinel, QRadar, Splunk in Flink SQL";
  }

  @Override
  public Outcome run(Place place) throws Exception {
    EventsInSql.Answer answer = answer(place);
    return new Outcome(answer.seconds(), (long) answer.rows().size());
  }

  static EventsInSql.Answer answer(Place place) throws Exception {
    return EventsInSql.of(place.batch(), place.traffic()).ask(SqlScript.named(SCRIPT));
  }
}
