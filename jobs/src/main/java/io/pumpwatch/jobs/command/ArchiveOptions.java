package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.command.text.PathText;
import io.pumpwatch.jobs.output.archive.ArchivePlace;
import io.pumpwatch.jobs.output.archive.FindingsArchive;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that has a run keep its findings in an archive too. */
final class ArchiveOptions {
  private static final String ARCHIVE = "--archive";

  @Option(
      names = ARCHIVE,
      paramLabel = "KIND:PATH",
      description = {
        "Append every revision of every finding to a table that outlasts the run, too, as in"
            + " iceberg:/shared/warehouse.",
        "Each kind is in a Maven profile of its own name: mvn -B -Piceberg -pl jobs -am package."
      })
  private ArchivePlace place;

  /** Where to keep findings, null for nowhere. */
  ArchivePlace selection() {
    return place;
  }

  /**
   * What is wrong with it.
   *
   * @param output the folder that the run writes to
   */
  List<String> problems(Path output) {
    List<String> problems = new ArrayList<>();
    if (place == null) {
      return problems;
    }
    if (place.archive().isEmpty()) {
      problems.add(ARCHIVE + " " + place + " needs a build with its profile: " + kinds());
    }
    if (output != null && PathText.within(place.path(), output)) {
      problems.add(ARCHIVE + " " + place + " lies in --output, which the next run writes anew");
    }
    return problems;
  }

  private static String kinds() {
    List<String> kinds =
        FindingsArchive.ofThisBuild().stream().map(FindingsArchive::kind).sorted().toList();
    return (kinds.isEmpty() ? "this one has no archive" : "this one has " + kinds)
        + " (mvn -B -Piceberg -pl jobs -am package makes one with iceberg)";
  }

  /** An archive, as it is written on the command line. */
  static ArchivePlace parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw new TypeConversionException("must be KIND:PATH, as in iceberg:/shared/warehouse");
    }
    return new ArchivePlace(text.substring(0, colon), PathText.parse(text.substring(colon + 1)));
  }
}
