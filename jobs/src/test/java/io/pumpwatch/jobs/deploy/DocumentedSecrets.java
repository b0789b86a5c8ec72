package io.pumpwatch.jobs.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets that the README has the reader make.
 *
 * @param keysByName what each of them holds
 */
record DocumentedSecrets(Map<String, Set<String>> keysByName) {
  private static final Pattern SECRET =
      Pattern.compile("kubectl create secret generic ((?:\\\\\\n|[^\\n])+)");
  private static final Pattern KEY = Pattern.compile("--from-(?:literal|file)=([A-Za-z.]+)");

  static DocumentedSecrets read() throws IOException {
    Map<String, Set<String>> keysByName = new TreeMap<>();
    Matcher secret = SECRET.matcher(Files.readString(Manifest.FOLDER.resolve("README.md")));
    while (secret.find()) {
      Set<String> keys = new TreeSet<>();
      Matcher key = KEY.matcher(secret.group(1));
      while (key.find()) {
        keys.add(key.group(1));
      }
      keysByName.put(secret.group(1).split("\\s", 2)[0], keys);
    }
    return new DocumentedSecrets(keysByName);
  }

  /** The keys of a secret; none where the README does not know it. */
  Set<String> keys(String name) {
    return keysByName.getOrDefault(name, Set.of());
  }
}
