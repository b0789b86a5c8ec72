package io.pumpwatch.jobs.output.postgres;

import static io.pumpwatch.jobs.output.postgres.PostgresCredentials.PASSWORD;
import static io.pumpwatch.jobs.output.postgres.PostgresCredentials.PASSWORD_FILE;
import static io.pumpwatch.jobs.output.postgres.PostgresCredentials.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresCredentialsTest {
  @TempDir private Path folder;

  @Test
  void comeFromTheEnvironmentOrAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("password"), " hunter2 \n");

    assertThat(PostgresCredentials.of(Map.of(USER, "kim", PASSWORD, "hunter2")))
        .isEqualTo(new PostgresCredentials("kim", "hunter2"));
    assertThat(PostgresCredentials.of(Map.of(USER, "kim", PASSWORD_FILE, file.toString())))
        .isEqualTo(new PostgresCredentials("kim", " hunter2 "));
    assertThat(PostgresCredentials.of(Map.of(USER, "kim")))
        .isEqualTo(new PostgresCredentials("kim", null));
  }

  @Test
  void areMissed() {
    String file = folder.resolve("nowhere").toString();

    assertThatThrownBy(() -> PostgresCredentials.of(Map.of(PASSWORD, "hunter2")))
        .isInstanceOf(UnfitDatabaseException.class)
        .hasMessage(USER + " is not set: it names the role that connects");
    assertThatThrownBy(
            () ->
                PostgresCredentials.of(
                    Map.of(USER, "kim", PASSWORD, "hunter2", PASSWORD_FILE, file)))
        .hasMessageContaining("both set")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> PostgresCredentials.of(Map.of(USER, "kim", PASSWORD_FILE, file)))
        .hasMessageContaining(file);
  }

  @Test
  void areNotPrinted() {
    assertThat(new PostgresCredentials("kim", "hunter2").toString()).doesNotContain("hunter2");
  }

  @Test
  void doNotTravelWithAJob() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(
          new PostgresFindingsSink(
              new PostgresDatabase(
                  new PostgresUrl("jdbc:postgresql://db.example/soc"),
                  CredentialSource.ENVIRONMENT),
              1,
              Patience.USUAL));
    }
    assertThat(bytes.toString(StandardCharsets.ISO_8859_1))
        .contains("db.example")
        .doesNotContain(
            System.getenv().values().stream().filter(value -> value.length() > 8).toList());
  }
}
