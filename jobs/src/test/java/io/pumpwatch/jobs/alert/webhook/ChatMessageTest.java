package io.pumpwatch.jobs.alert.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.Alert;
import io.pumpwatch.jobs.alert.AlertActivity;
import io.pumpwatch.jobs.alert.AlertExamples;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatMessageTest {
  private static final Finding FINDING = AlertExamples.open("f-1", 1, Severity.HIGH);

  private static String text(AlertActivity activity, Finding finding) throws IOException {
    JsonNode message = new JsonMapper().readTree(ChatMessage.json(new Alert(activity, finding)));
    assertThat(message.size()).as("nothing but the text").isEqualTo(1);
    return message.path("text").asText();
  }

  @Test
  void saysWhatToDoAboutWhat() throws IOException {
    assertThat(text(AlertActivity.CREATE, FINDING).lines())
        .containsExactly(
            "SMS pumping: burst on destination block +24177012xxx, high, tenant acme",
            "1,234 sends in 45 min to +24177012xxx, 12.5 are normal",
            "To do: block destination prefix +24177012 on flow signup_otp",
            "Finding f-1, incident incident-f-1");
  }

  @ParameterizedTest
  @CsvSource({
    "UPDATE, HIGH, Goes on: SMS pumping",
    "UPDATE, INFORMATIONAL, No alert any more: SMS pumping",
    "CLOSE, HIGH, Over: SMS pumping",
  })
  void saysHowItGoesOn(AlertActivity activity, Severity severity, String start) throws IOException {
    assertThat(text(activity, AlertExamples.open("f-1", 2, severity))).startsWith(start);
  }

  @Test
  void whatIsHeldBackByNowIsNoAlert() throws IOException {
    Finding held =
        AlertExamples.with(
            AlertExamples.open("f-1", 2, Severity.HIGH), Map.of("suppressedBy", "launch"));

    assertThat(text(AlertActivity.UPDATE, held)).startsWith("No alert any more: SMS pumping");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<!channel>                 | &lt;!channel&gt;",
        "<https://evil.example>     | &lt;https[:]//evil.example&gt;",
        "@all                       | ＠all",
        "[x](http://evil.example)   | [x] (http[:]//evil.example)",
        "[x](www.evil.example)      | [x] (www[.]evil.example)",
        "*bold* ~gone~ `code`       | ∗bold∗ ∼gone∼ ˋcodeˋ",
        "a&b                        | a&amp;b",
      })
  void textFromLogsMentionsNobodyAndLinksNowhere(String hostile, String shown) throws IOException {
    Finding finding =
        AlertExamples.with(
            FINDING, Map.of("tenant", hostile, "explanation", hostile, "entityValue", hostile));

    assertThat(text(AlertActivity.CREATE, finding).lines().limit(2))
        .allSatisfy(line -> assertThat(line).contains(shown).doesNotContain("<", ">", "@", "://"));
  }

  @Test
  void textFromLogsAddsNoLine() throws IOException {
    Finding finding = AlertExamples.with(FINDING, Map.of("explanation", "a\nFinding forged"));

    assertThat(text(AlertActivity.CREATE, finding).lines()).hasSize(4);
  }
}
