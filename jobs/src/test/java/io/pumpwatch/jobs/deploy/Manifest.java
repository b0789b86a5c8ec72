package io.pumpwatch.jobs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A YAML document of the folder {@code deploy}.
 *
 * @param file where it stands, below that folder
 * @param content what it says, anchors and merge keys resolved
 */
record Manifest(String file, JsonNode content) {
  static final Path FOLDER = Path.of("..", "deploy");

  private static final List<String> KUBERNETES =
      List.of(
          "service-account.yaml", "storage.yaml", "tables.yaml", "detect.yaml", "backtest.yaml");
  private static final JsonMapper JSON = new JsonMapper();

  /** The only document of a file. */
  static Manifest read(String file) {
    List<Manifest> documents = readAll(file);
    if (documents.size() != 1) {
      throw new IllegalStateException(file + " has " + documents.size() + " documents");
    }
    return documents.get(0);
  }

  /** Every document of a file. */
  static List<Manifest> readAll(String file) {
    try (Reader text = Files.newBufferedReader(FOLDER.resolve(file))) {
      List<Manifest> documents = new ArrayList<>();
      new Yaml(new SafeConstructor(new LoaderOptions()))
          .loadAll(text)
          .forEach(document -> documents.add(new Manifest(file, JSON.valueToTree(document))));
      return documents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is applied to a Kubernetes cluster, settings aside. */
  static List<Manifest> ofKubernetes() {
    return KUBERNETES.stream().flatMap(file -> readAll("kubernetes/" + file).stream()).toList();
  }

  /** The job that watches topics. */
  static Manifest flinkDeployment() {
    return read("kubernetes/detect.yaml");
  }

  String kind() {
    return content.path("kind").textValue();
  }

  String name() {
    return content.at("/metadata/name").asText(content.at("/metadata/generateName").asText());
  }

  /** The texts of a list of the document. */
  static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::textValue).toList();
  }

  @Override
  public String toString() {
    return file + " " + kind();
  }
}
