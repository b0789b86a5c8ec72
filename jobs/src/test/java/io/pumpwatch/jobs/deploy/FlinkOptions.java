package io.pumpwatch.jobs.deploy;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/**
 * The options that Flink's own classes declare. Flink itself ignores keys that it does not know.
 *
 * @param byKey each option by its key
 */
record FlinkOptions(Map<String, ConfigOption<?>> byKey) {
  private static final String DECLARATIONS = "org/apache/flink/configuration/\\w+Options\\.class";
  private static final Pattern REPORTER = Pattern.compile("metrics\\.reporter\\.\\w+\\.(.+)");
  private static final String REPORTER_PORT = "port";

  /** Options of the operator, whose classes are not here. */
  private static final List<String> OF_THE_OPERATOR =
      List.of("kubernetes.operator.job.restart.failed");

  static FlinkOptions read() throws IOException, ReflectiveOperationException {
    Map<String, ConfigOption<?>> byKey = new HashMap<>();
    Path core =
        Path.of(ConfigOption.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (JarFile jar = new JarFile(core.toFile())) {
      List<String> classes =
          jar.stream()
              .map(entry -> entry.getName())
              .filter(name -> name.matches(DECLARATIONS))
              .map(name -> name.replace('/', '.').replaceFirst("\\.class$", ""))
              .toList();
      for (String name : classes) {
        for (Field field : Class.forName(name).getFields()) {
          if (Modifier.isStatic(field.getModifiers())
              && field.get(null) instanceof ConfigOption<?> option) {
            byKey.put(option.key(), option);
          }
        }
      }
    }
    return new FlinkOptions(byKey);
  }

  /** Why Flink would not heed an option; empty where it would. */
  Optional<String> refusal(String key, String value) {
    Matcher reporter = REPORTER.matcher(key);
    if (reporter.matches()) {
      return refusalOfReporter(reporter.group(1), value);
    }
    ConfigOption<?> option = byKey.get(key);
    if (option == null) {
      return OF_THE_OPERATOR.contains(key)
          ? Optional.empty()
          : Optional.of(key + " is no option of Flink");
    }
    try {
      Configuration.fromMap(Map.of(key, value)).getOptional(option);
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private static Optional<String> refusalOfReporter(String key, String value) {
    if (key.equals(MetricOptions.REPORTER_FACTORY_CLASS.key())) {
      try {
        return MetricReporterFactory.class.isAssignableFrom(Class.forName(value))
            ? Optional.empty()
            : Optional.of(value + " makes no reporters");
      } catch (ClassNotFoundException e) {
        return Optional.of("there is no " + value);
      }
    }
    return key.equals(REPORTER_PORT) && value.matches("[0-9]{4,5}")
        ? Optional.empty()
        : Optional.of(key + ": " + value + " is nothing for a reporter");
  }
}
