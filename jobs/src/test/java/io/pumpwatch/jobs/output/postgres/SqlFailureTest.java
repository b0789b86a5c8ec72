package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlFailureTest {

  @ParameterizedTest
  @CsvSource({
    "22021, ROW,     a character that the encoding lacks",
    "22P05, ROW,     a character that jsonb lacks",
    "22003, ROW,     a number out of range",
    "23502, ROW,     a null that must not be",
    "23514, ROW,     a word that is none",
    "54000, ROW,     a row longer than its index takes",
    "08001, OUTAGE,  connection refused",
    "08006, OUTAGE,  connection lost",
    "57P01, OUTAGE,  shut down by the administrator",
    "57P03, OUTAGE,  starting up",
    "53300, OUTAGE,  too many connections",
    "53100, OUTAGE,  disk full",
    "40001, OUTAGE,  serialization failure",
    "40P01, OUTAGE,  deadlock",
    "55P03, OUTAGE,  lock not available",
    "25006, OUTAGE,  a standby by now",
    "08004, REFUSAL, no password given",
    "28P01, REFUSAL, wrong password",
    "3D000, REFUSAL, no such database",
    "42P01, REFUSAL, no such table",
    "42501, REFUSAL, no such right",
    "X,     REFUSAL, no code",
    ",      REFUSAL, no code at all"
  })
  void isToldByItsCode(String state, SqlFailure expected, String meaning) {
    assertThat(SqlFailure.of(new SQLException(meaning, state))).as(meaning).isEqualTo(expected);
  }

  @Test
  void ofABatchIsThatOfItsStatement() {
    BatchUpdateException batch = new BatchUpdateException("batch", null, new int[0]);
    batch.setNextException(new SQLException("character", "22021"));

    assertThat(SqlFailure.of(batch)).isEqualTo(SqlFailure.ROW);
    assertThat(SqlFailure.state(batch)).isEqualTo("22021");
  }
}
