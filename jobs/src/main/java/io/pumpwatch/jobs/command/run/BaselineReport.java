package io.pumpwatch.jobs.command.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.util.Map;

/**
 * What a run of {@code baseline} did: the content of {@code baseline.json}.
 *
 * @param baseline id of what was learnt, a hash of the rows; null where there are none
 * @param runId names the run in its rows
 * @param settingsHash hash of the settings in force
 * @param from first moment of the events, null for all there are
 * @param to the moment after the last, null for all there are
 * @param excludedFindings findings whose traffic was left out
 * @param startedAt when it started, on the clock of the machine
 * @param wallSeconds how long it took
 * @param records what the input held
 * @param rows how many rows were written
 * @param days days after which rows are in force
 * @param firstEffectiveFrom when the first rows are in force, null where there are none
 * @param lastEffectiveFrom when the last rows are, null likewise
 * @param rowsByGrain rows by the grain of their keys
 */
public record BaselineReport(
    String baseline,
    String runId,
    String settingsHash,
    Instant from,
    Instant to,
    int excludedFindings,
    Instant startedAt,
    double wallSeconds,
    RunReport.Records records,
    long rows,
    int days,
    Instant firstEffectiveFrom,
    Instant lastEffectiveFrom,
    Map<String, Long> rowsByGrain) {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  /** As it is written. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot print " + this, e);
    }
  }
}
