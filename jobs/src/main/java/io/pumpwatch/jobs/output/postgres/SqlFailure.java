package io.pumpwatch.jobs.output.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * What a failure of the database means for whoever asked it. The codes are those of PostgreSQL's
 * documentation, appendix A.
 */
enum SqlFailure {
  /** A value cannot be stored; the same row fails again, others do not. */
  ROW,
  /** The database, or the way to it, is down or overloaded; later it may work. */
  OUTAGE,
  /** A role, a right, a table is missing: somebody has to change something. */
  REFUSAL;

  private static final String NO_PASSWORD_GIVEN = "08004";
  private static final int CLASS_LENGTH = 2;

  /** Data exceptions, violated constraints, program limits such as the length of an index row. */
  private static final Set<String> ROW_CLASSES = Set.of("22", "23", "54");

  /** Connections, transactions rolled back, resources, operator's intervention, system errors. */
  private static final Set<String> OUTAGE_CLASSES = Set.of("08", "40", "53", "57", "58");

  /** A server that was demoted to a standby, a lock that could not be had. */
  private static final Set<String> OUTAGE_STATES = Set.of("25006", "55P03");

  static SqlFailure of(SQLException failure) {
    String state = state(failure);
    if (state == null || state.length() < CLASS_LENGTH || state.equals(NO_PASSWORD_GIVEN)) {
      return REFUSAL;
    }
    String stateClass = state.substring(0, CLASS_LENGTH);
    if (ROW_CLASSES.contains(stateClass)) {
      return ROW;
    }
    return OUTAGE_CLASSES.contains(stateClass) || OUTAGE_STATES.contains(state) ? OUTAGE : REFUSAL;
  }

  /** The code of a failure, of a batch's that of the statement that failed; null for none. */
  static String state(SQLException failure) {
    SQLException next = failure.getNextException();
    return failure.getSQLState() == null && next != null
        ? next.getSQLState()
        : failure.getSQLState();
  }
}
