package io.pumpwatch.jobs;

import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.plugin.PluginUtils;

/**
 * The file systems of a run in this process: those on the class path and those in the plugins
 * folder that {@code FLINK_PLUGINS_DIR} names, configured by the {@code config.yaml} in the folder
 * that {@code FLINK_CONF_DIR} names. On a cluster Flink has seen to them before it calls us.
 */
final class LocalFileSystems {
  private static final String CONFIGURATION_FOLDER = "FLINK_CONF_DIR";

  private LocalFileSystems() {}

  /**
   * Makes the file systems known to this process.
   *
   * @param environment environment variables; Flink itself reads {@code FLINK_PLUGINS_DIR} from the
   *     process
   */
  static void initialize(Map<String, String> environment) {
    String folder = environment.get(CONFIGURATION_FOLDER);
    Configuration configuration =
        folder == null ? new Configuration() : GlobalConfiguration.loadConfiguration(folder);
    FileSystem.initialize(
        configuration, PluginUtils.createPluginManagerFromRootFolder(configuration));
  }
}
