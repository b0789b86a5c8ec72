package io.pumpwatch.jobs.command;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import java.io.IOException;
import java.util.List;

/** Where commands get the findings of a database from. */
@FunctionalInterface
public interface FindingTable {

  /** The latest revision of each finding in that database. */
  List<Finding> latest(PostgresUrl url) throws IOException;
}
