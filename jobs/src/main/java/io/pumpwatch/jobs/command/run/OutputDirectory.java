package io.pumpwatch.jobs.command.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.jobs.command.text.PathText;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;

/**
 * The folder that a run writes to. A run replaces what an earlier run wrote there, and only that:
 * an earlier run is recognised by its {@code run.json}, which is there from the moment a run
 * starts. A folder that holds anything else is refused untouched.
 *
 * @param path the folder, which need not exist yet
 */
public record OutputDirectory(Path path) {
  /** The folder used where none is named. */
  public static final String DEFAULT = "pumpwatch-out";

  private static final String REPORT = "run.json";
  private static final String SCORECARD = "scorecard.json";
  private static final String PAGE = "report.html";
  private static final String COMPARISON = "variants.json";

  /** A key of the report that is there only at the end. */
  private static final String ENDED = "wall_seconds";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Revisions of findings, Parquet. */
  public Path findings() {
    return new Path(path, "findings");
  }

  /** The windows behind the findings, Parquet. */
  public Path findingWindows() {
    return new Path(path, "finding-windows");
  }

  /** Records that could not be read, Parquet. */
  public Path deadLetters() {
    return new Path(path, "dead-letters");
  }

  /** Events that came too late, Parquet. */
  public Path lateEvents() {
    return new Path(path, "late-events");
  }

  /** What became of changes of the detection rules, Parquet. */
  public Path rulesDecisions() {
    return new Path(path, "rules-decisions");
  }

  /** Measures against incidents, Parquet. */
  public Path response() {
    return new Path(path, "response");
  }

  /** What a run without an end needs to go on from where it was. */
  public Path checkpoints() {
    return new Path(path, "checkpoints");
  }

  /** What the run did, JSON. */
  public Path report() {
    return new Path(path, REPORT);
  }

  /** How well the findings did, JSON. */
  public Path scorecard() {
    return new Path(path, SCORECARD);
  }

  /** What several variants of the settings found, a folder each by its name. */
  public Path variants() {
    return new Path(path, "variants");
  }

  /** What a variant of the settings left. */
  public OutputDirectory variant(String name) {
    return new OutputDirectory(new Path(variants(), name));
  }

  /** What each variant of the settings left; none where no variants were tried. */
  public List<OutputDirectory> eachVariant() throws IOException {
    return list(variants()).stream().map(found -> new OutputDirectory(found.getPath())).toList();
  }

  /** How the variants of the settings compare, JSON. */
  public Path comparison() {
    return new Path(path, COMPARISON);
  }

  /** The settings of a run, where it keeps them, YAML. */
  public Path settings() {
    return new Path(path, "settings.yaml");
  }

  /** What a person reads of the run in a browser. */
  public Path page() {
    return new Path(path, PAGE);
  }

  /** Why nothing can be written here; empty where it can. */
  public Optional<String> refusal() {
    Optional<String> refusal = refusalUnlessEmpty(path);
    try {
      return refusal.isPresent() && earlierRun().isPresent() ? Optional.empty() : refusal;
    } catch (IOException e) {
      return Optional.of(PathText.print(path) + ": " + e.getMessage());
    }
  }

  /** Why nothing can be written to a folder that must be empty or absent; empty where it can. */
  public static Optional<String> refusalUnlessEmpty(Path folder) {
    String name = PathText.print(folder);
    try {
      FileSystem files = folder.getFileSystem();
      if (!files.exists(folder)) {
        return Optional.empty();
      }
      if (!files.getFileStatus(folder).isDir()) {
        return Optional.of(name + " is a file; a folder is needed");
      }
      FileStatus[] content = files.listStatus(folder);
      return content == null || content.length == 0
          ? Optional.empty()
          : Optional.of(name + " is not empty; it is left as it is");
    } catch (IOException e) {
      return Optional.of(name + ": " + e.getMessage());
    }
  }

  /** Why no findings can be read here; empty where they can. */
  public Optional<String> absence() {
    try {
      return exists(findings()) || earlierRun().isPresent()
          ? Optional.empty()
          : Optional.of(PathText.print(path) + " is not the output of a run: it has no findings");
    } catch (IOException e) {
      return Optional.of(PathText.print(path) + ": " + e.getMessage());
    }
  }

  /** Whether the run that writes here, or wrote here last, has not come to its end. */
  public boolean holdsUnfinishedRun() throws IOException {
    return content().filter(content -> !content.has(ENDED)).isPresent();
  }

  /** Whether a run left something under that path. */
  public static boolean exists(Path written) throws IOException {
    return written.getFileSystem().exists(written);
  }

  /**
   * Makes room for a run: removes what an earlier one wrote, and marks the folder as a run's.
   *
   * @param start the run about to start
   * @return what was replaced, in words; empty where there was nothing
   * @throws IOException where the folder holds something else, or the file system failed
   */
  public Optional<String> begin(RunStart start) throws IOException {
    Optional<String> refusal = refusal();
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    Optional<String> earlier = earlierRun();
    // The report goes last: a removal that is cut short is still recognised the next time.
    for (Path written :
        List.of(
            findings(),
            findingWindows(),
            deadLetters(),
            lateEvents(),
            rulesDecisions(),
            response(),
            checkpoints(),
            variants(),
            comparison(),
            scorecard(),
            page())) {
      delete(written);
    }
    path.getFileSystem().mkdirs(path);
    write(report(), start.toJson());
    return earlier.map(run -> "Replacing run " + run + " in " + PathText.print(path));
  }

  /**
   * The id of the run that wrote here, where its job is the one that a cluster goes on with; empty
   * where there is none, or where it is to be replaced.
   */
  public Optional<String> continuedBy(Submission submission) throws IOException {
    return content()
        .filter(content -> submission.goesOnWith(content.path("job_id").textValue()))
        .map(content -> content.path("run_id").textValue());
  }

  /** Whether the run that writes here began with the very job that a cluster now recovers. */
  public boolean isRecoveredBy(Submission submission) throws IOException {
    return continuedBy(new Submission(submission.jobId(), false)).isPresent();
  }

  /** Marks the folder as that of a run that goes on; what it wrote stays. */
  public void goOn(RunStart start) throws IOException {
    write(report(), start.toJson());
  }

  /**
   * The run that was begun here, did not come to its end, and left a checkpoint.
   *
   * @throws MissingCheckpointException where there is none
   */
  public InterruptedRun interrupted() throws IOException {
    JsonNode content =
        content()
            .orElseThrow(
                () -> new MissingCheckpointException(PathText.print(path) + " holds no run"));
    String run = "run " + content.path("run_id").textValue() + " in " + PathText.print(path);
    if (content.has(ENDED)) {
      throw new MissingCheckpointException(run + " came to its end");
    }
    Path checkpoint =
        newestCheckpoint()
            .orElseThrow(() -> new MissingCheckpointException(run + " left no checkpoint"));
    return new InterruptedRun(RunStart.ofJson(content.toString()), checkpoint);
  }

  /** Flink writes them as {@code JOB/chk-N}; one is complete once it has its metadata. */
  private Optional<Path> newestCheckpoint() throws IOException {
    FileStatus newest = null;
    for (FileStatus job : list(checkpoints())) {
      for (FileStatus checkpoint : job.isDir() ? list(job.getPath()) : List.<FileStatus>of()) {
        Path metadata = new Path(checkpoint.getPath(), "_metadata");
        if (checkpoint.getPath().getName().startsWith("chk-") && exists(metadata)) {
          FileStatus found = metadata.getFileSystem().getFileStatus(metadata);
          newest = newest == null || isNewer(found, newest) ? found : newest;
        }
      }
    }
    return Optional.ofNullable(newest).map(metadata -> metadata.getPath().getParent());
  }

  private static boolean isNewer(FileStatus one, FileStatus other) {
    long difference = one.getModificationTime() - other.getModificationTime();
    return difference > 0 || (difference == 0 && number(one) > number(other));
  }

  private static long number(FileStatus metadata) {
    return Long.parseLong(metadata.getPath().getParent().getName().substring("chk-".length()));
  }

  private static List<FileStatus> list(Path folder) throws IOException {
    FileStatus[] content = exists(folder) ? folder.getFileSystem().listStatus(folder) : null;
    return content == null ? List.of() : List.of(content);
  }

  /** Leaves the report of the run that has ended. */
  public void end(RunReport report) throws IOException {
    write(report(), report.toJson());
  }

  /** Leaves the scorecard of the run. */
  public void score(String json) throws IOException {
    write(scorecard(), json);
  }

  /** Leaves how the variants of the settings compare. */
  public void compare(String json) throws IOException {
    write(comparison(), json);
  }

  /** Leaves the settings of the run. */
  public void keep(String yaml) throws IOException {
    write(settings(), yaml);
  }

  private static void write(Path file, String json) throws IOException {
    try (OutputStream out = file.getFileSystem().create(file, WriteMode.OVERWRITE)) {
      out.write(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The id of the run whose {@code run.json} lies here. */
  private Optional<String> earlierRun() throws IOException {
    return content().map(content -> content.path("run_id").textValue());
  }

  /** The {@code run.json} of a run, finished or not. */
  private Optional<JsonNode> content() throws IOException {
    try (InputStream in = report().getFileSystem().open(report())) {
      return Optional.of(JSON.readTree(in))
          .filter(content -> content.path("run_id").isTextual())
          .filter(content -> content.path("started_at").isTextual());
    } catch (FileNotFoundException | JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static void delete(Path written) throws IOException {
    if (PathText.isLocal(written)) {
      deleteWithoutFollowingLinks(PathText.local(written));
    } else {
      written.getFileSystem().delete(written, true);
    }
  }

  /** Flink's local file system follows links when it deletes, out of the folder if need be. */
  private static void deleteWithoutFollowingLinks(java.nio.file.Path top) throws IOException {
    if (!Files.exists(top, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(java.nio.file.Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(java.nio.file.Path folder, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
