package io.pumpwatch.jobs.benchmark;

/** The same burst as that of {@link BurstPerEvent}, as {@code MATCH_RECOGNIZE} in Flink SQL. */
public record BurstInSql() implements BenchmarkRow {

  /** One pattern event by event is slow: the first days tell its rate as well as all of them. */
  private static final long MOST_EVENTS = 2_000_000;

  @Override
  public String name() {
    return "match-recognize";
  }

  @Override
  public String description() {
    return "burst alone, in MATCH_RECOGNIZE of Flink SQL";
  }

  @Override
  public Traffic extent(Traffic traffic) {
    return extentOf(traffic);
  }

  static Traffic extentOf(Traffic traffic) {
    return traffic.firstDays(MOST_EVENTS);
  }

  @Override
  public Outcome run(Place place) throws Exception {
    EventsInSql.Answer answer =
        EventsInSql.of(place.batch(), place.traffic()).ask(SqlScript.named("burst.flink.sql"));
    return new Outcome(answer.seconds(), (long) answer.rows().size());
  }
}
