package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.output.postgres.PostgresUrl;
import io.pumpwatch.jobs.output.postgres.TriagedFinding;
import java.io.IOException;
import java.util.List;

/** Where commands get what the SOC says about findings from. */
@FunctionalInterface
public interface TriageTable {

  /** The findings of that database of which the SOC has said whether they are attacks. */
  List<TriagedFinding> decided(PostgresUrl url) throws IOException;
}
