package io.pumpwatch.jobs.input.history;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

/**
 * Walks folders to the bottom and finds the files in them; names that start with {@code _} or
 * {@code .} are left out.
 *
 * <p>Symbolic links, of a local file system, are followed within the folders that were named. What
 * is reached by several names is found once, by its own name where it has one there. A link that
 * leads out of them, or back to a folder that holds it, is found as a file that is refused: whoever
 * may leave a link among logs must not thereby choose what else is read, and a loop has no end.
 */
final class FileWalk {

  private record Link(LocalFileSystem fileSystem, Path path) {}

  private final Map<String, FileStatus> files = new TreeMap<>();
  private final Map<String, String> refusals = new TreeMap<>();
  private final Set<java.nio.file.Path> roots = new HashSet<>();
  private final Set<java.nio.file.Path> seen = new HashSet<>();
  private final Deque<Link> links = new ArrayDeque<>();

  /**
   * Walks from one path on, which may itself be a link.
   *
   * @throws java.io.FileNotFoundException where there is nothing at the path
   */
  void add(Path root) throws IOException {
    FileSystem fileSystem = root.getFileSystem();
    FileStatus status = fileSystem.getFileStatus(root);
    if (fileSystem instanceof LocalFileSystem local) {
      java.nio.file.Path real = onDisk(local, root).toRealPath();
      roots.add(real);
      if (seen.add(real)) {
        walk(local, status, real);
      }
    } else {
      walk(fileSystem, status);
    }
  }

  /** The files, by their paths, links last of all looked at. */
  Collection<FileStatus> files() {
    while (!links.isEmpty()) {
      List<Link> found =
          links.stream().sorted(Comparator.comparing(link -> link.path().toString())).toList();
      links.clear();
      found.forEach(this::follow);
    }
    return files.values();
  }

  /** Why files among those found are not to be read, by their paths. */
  Map<String, String> refusals() {
    return refusals;
  }

  private void walk(FileSystem fileSystem, FileStatus status) {
    if (!status.isDir()) {
      put(status);
      return;
    }
    for (FileStatus child : children(fileSystem, status)) {
      walk(fileSystem, child);
    }
  }

  /**
   * Walks on a disk.
   *
   * @param real where it is without any link
   */
  private void walk(LocalFileSystem fileSystem, FileStatus status, java.nio.file.Path real) {
    if (!status.isDir()) {
      put(status);
      return;
    }
    for (FileStatus child : children(fileSystem, status)) {
      java.nio.file.Path place = real.resolve(child.getPath().getName());
      if (Files.isSymbolicLink(place)) {
        links.add(new Link(fileSystem, child.getPath()));
      } else if (seen.add(place)) {
        walk(fileSystem, child, place);
      }
    }
  }

  private void follow(Link link) {
    Path path = link.path();
    java.nio.file.Path place = onDisk(link.fileSystem(), path);
    try {
      java.nio.file.Path real = place.toRealPath();
      if (place.getParent().toRealPath().startsWith(real)) {
        refuse(path, "is a link back to a folder that holds it");
      } else if (roots.stream().noneMatch(real::startsWith)) {
        refuse(path, "is a link that leads out of the input");
      } else if (seen.add(real)) {
        walk(link.fileSystem(), link.fileSystem().getFileStatus(path), real);
      }
    } catch (IOException e) {
      put(new UnknownFileStatus(path));
    }
  }

  private void refuse(Path path, String reason) {
    put(new UnknownFileStatus(path));
    refusals.put(path.toString(), reason);
  }

  /** A folder that cannot be listed is a file: whoever opens it finds out and says so. */
  private List<FileStatus> children(FileSystem fileSystem, FileStatus folder) {
    try {
      return Stream.of(FolderListing.of(fileSystem, folder.getPath()))
          .filter(child -> !isLeftOut(child.getPath().getName()))
          .toList();
    } catch (IOException e) {
      put(new UnknownFileStatus(folder.getPath()));
      return List.of();
    }
  }

  private static boolean isLeftOut(String name) {
    return name.startsWith("_") || name.startsWith(".");
  }

  private void put(FileStatus status) {
    files.put(status.getPath().toString(), status);
  }

  private static java.nio.file.Path onDisk(LocalFileSystem fileSystem, Path path) {
    return fileSystem.pathToFile(path).toPath();
  }
}
