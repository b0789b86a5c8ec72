package io.pumpwatch.jobs.watching;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dashboard of Grafana, as it is deployed.
 *
 * @param name of its file, without the ending
 * @param json all of it
 */
public record Dashboard(String name, JsonNode json) {
  private static final Path FOLDER = Path.of("../deploy/grafana/dashboards");

  /** The one that operators look at. */
  public static Dashboard operations() throws IOException {
    return named("operations");
  }

  /** The one that a SOC looks at. */
  public static Dashboard soc() throws IOException {
    return named("soc");
  }

  private static Dashboard named(String name) throws IOException {
    return new Dashboard(name, new JsonMapper().readTree(FOLDER.resolve(name + ".json").toFile()));
  }

  /**
   * A panel that shows data.
   *
   * @param json all of it
   */
  public record Panel(JsonNode json) {

    /** What stands above it. */
    public String title() {
      return json.path("title").asText();
    }

    /** How it draws: {@code timeseries}, {@code table}, … */
    public String type() {
      return json.path("type").asText();
    }

    /** What it asks for, in the language of its data source. */
    public List<String> queries() {
      List<String> queries = new ArrayList<>();
      for (JsonNode target : json.path("targets")) {
        queries.add(target.path(target.has("expr") ? "expr" : "rawSql").asText());
      }
      return queries;
    }

    @Override
    public String toString() {
      return title();
    }
  }

  /** Its panels, but for the headings of rows. */
  public List<Panel> panels() {
    List<Panel> panels = new ArrayList<>();
    for (JsonNode panel : json.path("panels")) {
      if (!panel.path("type").asText().equals("row")) {
        panels.add(new Panel(panel));
      }
    }
    return panels;
  }

  @Override
  public String toString() {
    return name;
  }
}
