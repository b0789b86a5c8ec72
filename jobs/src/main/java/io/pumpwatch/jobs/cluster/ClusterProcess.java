package io.pumpwatch.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that was started and may have ended since. A process id is given to others later: the
 * time of its start tells whether it is still the same process.
 *
 * @param name what it is to the cluster
 * @param pid its process id
 * @param startedAt when it was started
 */
public record ClusterProcess(String name, long pid, Instant startedAt) {
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(5);
  private static final Duration ORDERLY_END = Duration.ofSeconds(15);

  static ClusterProcess of(String name, Process process) {
    Instant startedAt = process.info().startInstant().orElseGet(Instant::now);
    return new ClusterProcess(name, process.pid(), startedAt);
  }

  /** Reads what {@link #keep} wrote; empty where there is none. */
  static Optional<ClusterProcess> read(Path file) throws IOException {
    try {
      String[] words = Files.readString(file).strip().split(" ");
      return Optional.of(
          new ClusterProcess(
              file.getFileName().toString(), Long.parseLong(words[0]), Instant.parse(words[1])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (RuntimeException e) {
      throw new IOException(file + " does not name a process: remove it", e);
    }
  }

  void keep(Path folder) throws IOException {
    Files.writeString(folder.resolve(name), pid + " " + startedAt + "\n");
  }

  private Optional<ProcessHandle> handle() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::isSame);
  }

  private boolean isSame(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .filter(start -> Duration.between(startedAt, start).abs().compareTo(CLOCK_ERROR) < 0)
        .isPresent();
  }

  /** Whether it runs. */
  public boolean isAlive() {
    return handle().isPresent();
  }

  /** Asks it to end. */
  void terminate() {
    handle().ifPresent(ProcessHandle::destroy);
  }

  /** Ends it as a loss of power would, and waits until it is gone. */
  public void kill() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = handle();
    process.ifPresent(ProcessHandle::destroyForcibly);
    if (process.isPresent() && !endsSoon(process.get())) {
      throw new IOException(name + " (process " + pid + ") cannot be stopped");
    }
  }

  /** Waits until it has ended, and ends it where it does not. */
  void awaitEnd() throws IOException, InterruptedException {
    Optional<ProcessHandle> process = handle();
    if (process.isPresent() && !endsSoon(process.get())) {
      kill();
    }
  }

  private static boolean endsSoon(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(ORDERLY_END.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }
}
