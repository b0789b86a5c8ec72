package io.pumpwatch.jobs.sweep;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.util.Arrays;
import java.util.List;

/**
 * Values to try for one setting.
 *
 * @param key key path of the setting from the root
 * @param values as they would stand in a settings file, at least one
 */
public record Sweep(String key, List<String> values) {

  public Sweep {
    values = List.copyOf(values);
  }

  /**
   * The sweep that {@code KEY=VALUE[,VALUE…]} says.
   *
   * @throws IllegalArgumentException where the text is not of that form
   */
  public static Sweep parse(String text) {
    int equals = text.indexOf('=');
    List<String> values =
        Arrays.stream(text.substring(equals + 1).split(",", -1)).map(String::strip).toList();
    if (equals < 1 || values.contains("")) {
      throw new IllegalArgumentException("expected KEY=VALUE[,VALUE…], found \"" + text + "\"");
    }
    return new Sweep(text.substring(0, equals).strip(), values);
  }

  /**
   * Those settings with a value of the sweep.
   *
   * @throws io.pumpwatch.jobs.settings.SettingsException where there is no such setting, or the
   *     value cannot be its
   */
  Settings apply(Settings settings, String value) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    ObjectNode group = document;
    String[] path = key.split("\\.", -1);
    for (int i = 0; i < path.length - 1; i++) {
      group = group.putObject(path[i]);
    }
    group.put(path[path.length - 1], value);
    return SettingsBinder.bind("--sweep " + key + "=" + value, document.toString(), settings);
  }
}
