package io.pumpwatch.jobs.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hooks.example/alerts                 | must begin with https:// or http://",
        "ftp://hooks.example/alerts           | must begin with https:// or http://",
        "file:///etc/passwd                   | must begin with https:// or http://",
        "https:///alerts                      | names no host",
        "https://hooks example/alerts         | is not a URL",
        "https://user:s3cret@hooks.example/   | must hold no user and no password",
        "https://hooks.example/#s3cret        | must have no fragment",
      })
  void refusesWhatCannotBePostedToWithoutRepeatingIt(String text, String problem) {
    assertThatThrownBy(() -> new WebhookUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem)
        .hasMessageNotContaining("s3cret");
  }

  @ParameterizedTest
  @CsvSource({
    "http://hooks.example/alerts, true",
    "HTTP://hooks.example/alerts, true",
    "http://10.0.0.7/alerts, true",
    "http://localhost.hooks.example/, true",
    "http://127.0.0.1.hooks.example/, true",
    "https://hooks.example/alerts, false",
    "http://localhost:8080/alerts, false",
    "http://127.0.0.1:8080/alerts, false",
    "http://[::1]:8080/alerts, false",
  })
  void knowsWhatOthersCanRead(String text, boolean plaintext) {
    assertThat(new WebhookUrl(text).isPlaintextBeyondThisMachine()).isEqualTo(plaintext);
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.example/services/{token}, T0/B0/x+y, https://hooks.example/services/T0/B0/x%2By",
    "https://hooks.example/?key={token}&a=b, k&a=c#d, https://hooks.example/?key=k%26a%3Dc%23d&a=b",
    "https://hooks.example/alerts, unused, https://hooks.example/alerts",
  })
  void theTokenTakesItsPlaceAndNoMore(String text, String token, String posted) {
    assertThat(new WebhookUrl(text).with(token)).hasToString(posted);
  }

  @Test
  void showsNoMoreThanItsHost() {
    assertThat(new WebhookUrl("https://hooks.example:8443/services/s3cret?key=s3cret"))
        .hasToString("https://hooks.example:8443");
  }
}
