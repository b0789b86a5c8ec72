package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** What OCSF asks of a Detection Finding, as far as alerts use it. */
public final class OcsfSchema {
  private static final String RESOURCE = "/ocsf/detection-finding-1.8.0.schema.json";
  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonSchema SCHEMA = read();

  private OcsfSchema() {}

  private static JsonSchema read() {
    try (InputStream schema = OcsfSchema.class.getResourceAsStream(RESOURCE)) {
      return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
          .getSchema(JSON.readTree(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with an event, to its innermost object; empty where nothing is. */
  public static List<String> problems(JsonNode event) {
    return SCHEMA
        .validate(
            event, execution -> execution.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  /** The same of an event that is text. */
  public static List<String> problems(String event) {
    try {
      return problems(JSON.readTree(event));
    } catch (JsonProcessingException e) {
      return List.of("is not JSON: " + e.getMessage());
    }
  }
}
