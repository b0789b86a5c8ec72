package io.pumpwatch.jobs.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The image holds what the build makes, where manifests look for it. */
class ImageTest {
  private static final Pattern COPY = Pattern.compile("COPY (?:--\\S+ )*(\\S+) (\\S+)");
  private static final Path CLONE = Path.of("..");

  private static String property(String file, String name) throws IOException {
    Matcher property =
        Pattern.compile("<" + Pattern.quote(name) + ">([^<]+)</")
            .matcher(Files.readString(Path.of(file)));
    assertThat(property.find()).as(name).isTrue();
    return property.group(1);
  }

  private static List<Matcher> copies() throws IOException {
    List<Matcher> copies = new ArrayList<>();
    for (String instruction : Image.instructions()) {
      Matcher copy = COPY.matcher(instruction);
      if (copy.matches()) {
        copies.add(copy);
      }
    }
    return copies;
  }

  @Test
  void beginsWithTheFlinkThatTheJobIsBuiltFor() throws IOException {
    assertThat(Image.instructions().get(0))
        .isEqualTo(
            "FROM flink:"
                + property("../pom.xml", "flink.version")
                + "-java"
                + property("../pom.xml", "maven.compiler.release"));
  }

  @Test
  void holdsTheJarOfTheBuild() throws IOException {
    String jar = "jobs/target/" + property("pom.xml", "finalName") + ".jar";

    assertThat(copies())
        .filteredOn(copy -> (Image.HOME + "/" + copy.group(2)).equals(Image.PROGRAM))
        .singleElement()
        .satisfies(copy -> assertThat(copy.group(1)).isEqualTo(jar));
  }

  @Test
  void copiesWhatIsThereAndLeftIn() throws IOException {
    List<String> leftIn =
        Files.readAllLines(Manifest.FOLDER.resolve("Dockerfile.dockerignore")).stream()
            .filter(line -> line.startsWith("!"))
            .map(line -> line.substring(1))
            .toList();

    assertThat(copies())
        .hasSize(3)
        .allSatisfy(
            copy -> {
              assertThat(leftIn).anyMatch(path -> copy.group(1).startsWith(path));
              if (!copy.group(1).contains("/target/")) {
                assertThat(CLONE.resolve(copy.group(1))).exists();
              }
            });
  }

  @Test
  void isCalledByTheVersionOfTheBuild() throws IOException {
    Pattern tag = Pattern.compile("\\bpumpwatch:([0-9][\\w.-]*)");
    String version = property("pom.xml", "version");

    for (String file :
        List.of(
            "Dockerfile",
            "compose.yaml",
            "README.md",
            "flink/pumpwatch",
            "kubernetes/detect.yaml",
            "kubernetes/tables.yaml",
            "kubernetes/backtest.yaml")) {
      assertThat(tag.matcher(Files.readString(Manifest.FOLDER.resolve(file))).results())
          .as(file)
          .isNotEmpty()
          .allMatch(found -> found.group(1).equals(version));
    }
  }

  @Test
  void isRunByNobodySpecial() throws IOException {
    assertThat(Image.instructions()).endsWith("USER flink");
  }

  @Test
  void startsCommandsAsTheClonesLauncherDoes() throws IOException {
    String launcher = Files.readString(Manifest.FOLDER.resolve("bin/pumpwatch"));
    Path inTheImage = Manifest.FOLDER.resolve("flink/pumpwatch");

    assertThat(inTheImage).isExecutable();
    assertThat(Files.readAllLines(inTheImage))
        .filteredOn(line -> line.startsWith("  -XX") || line.startsWith("  --add-opens"))
        .hasSize(5)
        .allSatisfy(option -> assertThat(launcher).contains(option));
    assertThat(inTheImage)
        .content()
        .contains("$FLINK_HOME" + Image.PROGRAM.substring(Image.HOME.length()));
  }
}
