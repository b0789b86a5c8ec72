package io.pumpwatch.jobs.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files that a container of a pod finds where its volumes are mounted, laid out in a folder of
 * this machine: those of the generated ConfigMap, of the secrets that the README has made, and an
 * empty shared volume.
 */
final class ContainerFiles {
  private final Path root;

  private ContainerFiles(Path root) {
    this.root = root;
  }

  /**
   * Lays out the files of a pod's first container.
   *
   * @param root an empty folder, which stands for the container's root
   * @param pod the pod's {@code spec}
   */
  static ContainerFiles of(Path root, JsonNode pod) throws IOException {
    Map<String, JsonNode> volumes = new HashMap<>();
    pod.path("volumes").forEach(volume -> volumes.put(volume.path("name").textValue(), volume));
    for (JsonNode mount : pod.at("/containers/0/volumeMounts")) {
      Path folder = root.resolve(mount.path("mountPath").textValue().substring(1));
      Files.createDirectories(folder);
      JsonNode volume = volumes.get(mount.path("name").textValue());
      if (volume.has("configMap")) {
        String settings = "pumpwatch.yaml";
        Files.copy(
            Manifest.FOLDER.resolve("kubernetes").resolve(settings), folder.resolve(settings));
      } else if (volume.has("secret")) {
        for (String key :
            DocumentedSecrets.read().keys(volume.at("/secret/secretName").textValue())) {
          Files.writeString(folder.resolve(key), "");
        }
      }
    }
    return new ContainerFiles(root);
  }

  /** The arguments with paths of the container turned into those of this machine. */
  List<String> onThisMachine(List<String> arguments) {
    List<String> translated = new ArrayList<>();
    for (String argument : arguments) {
      translated.add(argument.startsWith("/") ? root + argument : argument);
    }
    return translated;
  }

  /** Where a path of the container lies on this machine. */
  Path at(String path) {
    return root.resolve(path.substring(1));
  }
}
