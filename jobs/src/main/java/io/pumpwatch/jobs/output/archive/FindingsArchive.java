package io.pumpwatch.jobs.output.archive;

import io.pumpwatch.finding.Finding;
import java.io.IOException;
import java.util.List;
import java.util.ServiceLoader;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * A kind of table that keeps every revision of every finding, run after run. Archives bring large
 * libraries, so each is in a Maven profile of its own and is found as a service: a build without
 * the profile has neither.
 */
public interface FindingsArchive {

  /** The word that asks for it, which is also the name of its Maven profile. */
  String kind();

  /**
   * Makes the table where there is none, and otherwise makes sure that findings fit into it.
   *
   * @param place where archives of this kind keep their tables
   * @throws IOException where it cannot be reached or made, or findings do not fit
   */
  void prepare(Path place) throws IOException;

  /**
   * Appends the findings to the table that was prepared, each exactly once, as an operator {@code
   * findings-archive}: in streaming at each checkpoint, in batch at the end.
   */
  void attach(DataStream<Finding> findings, Path place);

  /** The archives of this build. */
  static List<FindingsArchive> ofThisBuild() {
    return ServiceLoader.load(FindingsArchive.class, FindingsArchive.class.getClassLoader())
        .stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }
}
