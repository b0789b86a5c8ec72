package io.pumpwatch.jobs.command.findings;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.command.text.InertText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Findings for programs, with the columns of the findings table: snake case, instants in ISO 8601.
 *
 * <p>In NDJSON lists are arrays, and every character beyond ASCII is escaped, so that text from
 * logs reaches a parser whole and a terminal harmless.
 *
 * <p>CSV is RFC 4180. Lists are JSON text, an unknown value is empty, and characters that act on a
 * terminal are replaced. A spreadsheet takes text that starts with {@code =}, {@code +}, {@code -},
 * {@code @} or a tab for a formula: such text gets a leading apostrophe. Numbers in E.164 and their
 * prefixes, {@code +} and up to 15 digits, stay as they are: digits alone can do no harm, and a
 * changed {@code entity_value} would no longer join with anything.
 */
public final class FindingRows {
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);
  private static final Pattern E164_OR_PREFIX = Pattern.compile("\\+[0-9]{1,15}");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addMixIn(Severity.class, SeverityWord.class)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  private static final ObjectMapper CELLS = new ObjectMapper();

  /** Has severities written as their words. */
  private interface SeverityWord {
    @JsonValue
    String word();
  }

  private FindingRows() {}

  /** One JSON object a line. */
  public static void ndjson(List<Finding> findings, Appendable out) throws IOException {
    for (Finding finding : findings) {
      out.append(JSON.writeValueAsString(finding)).append('\n');
    }
  }

  /** A header, then a line for each finding. */
  public static void csv(List<Finding> findings, Appendable out) throws IOException {
    CSVPrinter printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(columns());
    for (Finding finding : findings) {
      ObjectNode row = JSON.valueToTree(finding);
      List<String> cells = new ArrayList<>();
      row.forEach(value -> cells.add(cell(value)));
      printer.printRecord(cells);
    }
    printer.flush();
  }

  /** The columns of the findings table, in its order. */
  static List<String> columns() {
    return Arrays.stream(Finding.class.getRecordComponents())
        .map(RecordComponent::getName)
        .map(PropertyNamingStrategies.SnakeCaseStrategy.INSTANCE::translate)
        .toList();
  }

  private static String cell(JsonNode value) {
    if (value.isNull()) {
      return "";
    }
    return value.isTextual() || value.isContainerNode() ? text(value) : value.asText();
  }

  private static String text(JsonNode value) {
    try {
      String text = value.isTextual() ? value.textValue() : CELLS.writeValueAsString(value);
      boolean guarded = FORMULA.matcher(text).matches() && !E164_OR_PREFIX.matcher(text).matches();
      return (guarded ? "'" : "") + InertText.of(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
