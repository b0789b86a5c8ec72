package io.pumpwatch.jobs.input.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.jobs.elsewhere.FaultyFileSystem;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.flink.core.fs.FSDataInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceFileTest {
  private static final int BYTES = 4000;

  @TempDir Path folder;
  private byte[] content;

  @BeforeEach
  void makeContent() {
    content = new byte[BYTES];
    new Random(7).nextBytes(content);
  }

  private SourceFile file(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return new SourceFile(
        new org.apache.flink.core.fs.Path(FaultyFileSystem.SCHEME + "://" + file));
  }

  @Test
  void readsOnWhereAReadFailedOnce() throws IOException {
    FaultyFileSystem.reset(0);
    try (FSDataInputStream in = file("stumbles-at-1500").open()) {
      in.seek(100);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 100, BYTES));
      assertThat(in.getPos()).isEqualTo(BYTES);
    }
  }

  @Test
  void handsOutWhatLiesBeforeAndBehindABrokenPlace() throws IOException {
    FaultyFileSystem.reset(0);
    try (FSDataInputStream in = file("broken-at-1500").open()) {
      assertThat(in.readNBytes(1500)).isEqualTo(Arrays.copyOf(content, 1500));
      assertThatThrownBy(in::read)
          .isInstanceOf(BrokenFileException.class)
          .hasMessage("cannot be read from byte 1500 on: Input/output error");
      in.seek(1501);
      assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 1501, BYTES));
    }
  }

  @Test
  void throwsWhatTheFileSystemSaidWhereItDoesNotAnswer() throws IOException {
    FaultyFileSystem.reset(3);
    try (FSDataInputStream in = file("lost-at-1500").open()) {
      assertThat(in.readNBytes(1500)).hasSize(1500);
      assertThatThrownBy(in::read).isInstanceOf(SocketException.class);
    }
  }

  @Test
  void tellsAFileThatHasBecomeShorter() throws IOException {
    SourceFile file = file("log");
    try (FSDataInputStream in = file.open(BYTES + 1)) {
      assertThat(in.readNBytes(BYTES)).isEqualTo(content);
      assertThatThrownBy(in::read)
          .isInstanceOf(BrokenFileException.class)
          .hasMessage("ends at byte 4000, and had 4001 bytes when it was found");
    }
    try (FSDataInputStream in = file.open(BYTES)) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
  }

  @Test
  void tellsAFileThatIsGone() throws IOException {
    SourceFile file = file("log");
    Files.delete(folder.resolve("log"));

    assertThatThrownBy(file::open)
        .isInstanceOf(BrokenFileException.class)
        .hasMessageStartingWith("cannot be opened: ");
    assertThatThrownBy(file::length).isInstanceOf(BrokenFileException.class);
  }

  @Test
  void leavesAnInterruptedReadToWhoeverInterruptedIt() throws IOException {
    FaultyFileSystem.reset(0);
    try (FSDataInputStream in = file("broken-at-0").open()) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(in::read).isNotInstanceOf(BrokenFileException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
