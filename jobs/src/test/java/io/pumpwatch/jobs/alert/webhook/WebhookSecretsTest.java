package io.pumpwatch.jobs.alert.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
  private static final byte[] KEY = "twenty-four bytes or more".getBytes(UTF_8);
  private static final String TEXT = Base64.getEncoder().encodeToString(KEY);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"", "whsec_"})
  void theKeyIsBase64WithOrWithoutThePrefixOfTheSpecification(String prefix) {
    WebhookSecrets secrets =
        WebhookSecrets.of(Map.of(WebhookSecrets.SECRET, prefix + TEXT, WebhookSecrets.TOKEN, "t"));

    assertThat(secrets.signingKey()).hasValueSatisfying(key -> assertThat(key).isEqualTo(KEY));
    assertThat(secrets.token()).contains("t");
  }

  @Test
  void filesHoldThemToo() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), TEXT + "\n");
    Path token = Files.writeString(folder.resolve("token"), "T0/B0/x\r\n");
    WebhookSecrets secrets =
        WebhookSecrets.of(
            Map.of(
                "PUMPWATCH_WEBHOOK_SECRET_FILE",
                key.toString(),
                "PUMPWATCH_WEBHOOK_TOKEN_FILE",
                token.toString()));

    assertThat(secrets.signingKey().orElseThrow()).isEqualTo(KEY);
    assertThat(secrets.token()).contains("T0/B0/x");
  }

  @Test
  void bothMayBeAbsent() {
    WebhookSecrets secrets = WebhookSecrets.of(Map.of());

    assertThat(secrets.signingKey()).isEmpty();
    assertThat(secrets.token()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PUMPWATCH_WEBHOOK_SECRET, not base 64, is not Base64",
    "PUMPWATCH_WEBHOOK_SECRET, c2hvcnQ=, must be at least 24 bytes",
    "PUMPWATCH_WEBHOOK_TOKEN, two words, must be visible ASCII characters",
    "PUMPWATCH_WEBHOOK_TOKEN_FILE, /not/there, cannot be read (NoSuchFileException)",
  })
  void refusesWhatIsNoneWithoutRepeatingIt(String variable, String value, String problem) {
    assertThatThrownBy(() -> WebhookSecrets.of(Map.of(variable, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(variable)
        .hasMessageContaining(problem)
        .hasMessageNotContaining("c2hvcnQ=")
        .hasMessageNotContaining("two words");
  }

  @Test
  void refusesTwoOfOne() {
    Map<String, String> both =
        Map.of(WebhookSecrets.TOKEN, "a", WebhookSecrets.TOKEN + WebhookSecrets.OF_FILE, "b");

    assertThatThrownBy(() -> WebhookSecrets.of(both)).hasMessageContaining("both set");
  }

  @Test
  void areNeverShown() {
    Map<String, String> environment =
        Map.of(WebhookSecrets.SECRET, TEXT, WebhookSecrets.TOKEN, "s3cret");

    assertThat(WebhookSecrets.of(environment).toString()).isEqualTo("WebhookSecrets[]");
  }
}
