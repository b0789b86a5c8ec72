package io.pumpwatch.jobs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What manifests may say. Kubernetes itself drops fields that it does not know; here they are
 * problems.
 */
final class ManifestSchema {
  private static final Path DEFINITION =
      Path.of(
          "target",
          "flink-kubernetes-operator",
          "META-INF",
          "fabric8",
          "flinkdeployments.flink.apache.org-v1.yml");
  private static final String SCHEMA = "/spec/versions/0/schema/openAPIV3Schema";
  private static final String ANYTHING_GOES = "x-kubernetes-preserve-unknown-fields";
  private static final String COMPOSE = "/compose/compose-spec.schema.json";

  /** Flink versions that the operator has learnt since the release whose definition this is. */
  private static final List<String> LATER_VERSIONS = List.of("v2_0", "v2_1", "v2_2");

  private static final JsonMapper JSON = new JsonMapper();

  private final JsonSchema schema;

  private ManifestSchema(JsonNode schema) {
    this.schema = JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(schema);
  }

  /** Of a {@code FlinkDeployment}: the custom resource definition of Flink's operator. */
  static ManifestSchema flinkDeployment() {
    ObjectNode schema = definition();
    ObjectNode properties = (ObjectNode) schema.get("properties");
    properties.putObject("apiVersion").put("const", "flink.apache.org/v1beta1");
    properties.putObject("kind").put("const", "FlinkDeployment");
    properties.putObject("metadata").put("type", "object");
    ArrayNode versions = (ArrayNode) schema.at("/properties/spec/properties/flinkVersion/enum");
    LATER_VERSIONS.forEach(versions::add);
    close(schema);
    return new ManifestSchema(schema);
  }

  /** Of a pod's template, as the same definition has it. */
  static ManifestSchema podTemplate() {
    JsonNode schema = definition().at("/properties/spec/properties/podTemplate");
    close(schema);
    return new ManifestSchema(schema);
  }

  /** Of a compose file: the Compose Specification. */
  static ManifestSchema compose() {
    try (InputStream schema = ManifestSchema.class.getResourceAsStream(COMPOSE)) {
      return new ManifestSchema(JSON.readTree(schema));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode definition() {
    try (Reader text = Files.newBufferedReader(DEFINITION)) {
      Object definition = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
      return (ObjectNode) JSON.valueToTree(definition).at(SCHEMA);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && !object.has("additionalProperties")
        && !object.path(ANYTHING_GOES).asBoolean()) {
      object.put("additionalProperties", false);
    }
    schema.forEach(ManifestSchema::close);
  }

  /**
   * What is wrong with a document; empty where nothing is. Formats do not count: both schemas have
   * names for them that mean something else in JSON Schema.
   */
  List<String> problems(JsonNode document) {
    return schema
        .validate(
            document, execution -> execution.getExecutionConfig().setFormatAssertionsEnabled(false))
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }
}
