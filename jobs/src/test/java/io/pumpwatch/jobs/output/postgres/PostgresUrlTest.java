package io.pumpwatch.jobs.output.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresUrlTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example:6432/soc,                          db.example:6432/soc",
    "jdbc:postgresql://db.example/soc?sslmode=verify-full,           db.example:5432/soc",
    "jdbc:postgresql://db.example/soc?ApplicationName=me@work,       db.example:5432/soc",
    "'jdbc:postgresql://one:5432,two:5433/soc?targetServerType=primary', 'one,two:5432,5433/soc'",
    "jdbc:postgresql:soc,                                            localhost:5432/soc"
  })
  void takesWhatTheDriverTakes(String url, String shown) {
    assertThat(new PostgresUrl(url).text()).isEqualTo(url);
    assertThat(new PostgresUrl(url)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://kim:hunter2@db.example/soc",
        "jdbc:postgresql://db.example/soc?user=kim&password=hunter2",
        "jdbc:postgresql://db.example/soc?sslmode=require&password=hunter2",
        "jdbc:postgresql://db.example/soc?PASSWORD=hunter2",
        "jdbc:postgresql://db.example/soc?sslpassword=hunter2",
        "jdbc:postgresql://db.example/soc?user=hunter2",
        "postgres://kim:hunter2@db.example/soc"
      })
  void refusesCredentialsWithoutRepeatingThem(String url) {
    assertThatThrownBy(() -> new PostgresUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("must carry no user and no password")
        .hasMessageContaining("PUMPWATCH_POSTGRES_PASSWORD_FILE")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "db.example/soc",
        "postgresql://db.example/soc",
        "jdbc:mysql://db.example/soc",
        "jdbc:postgresql://db.example:port/soc"
      })
  void refusesWhatIsNoUrlOfADatabase(String url) {
    assertThatThrownBy(() -> new PostgresUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("jdbc:postgresql://localhost:5432/pumpwatch");
  }
}
