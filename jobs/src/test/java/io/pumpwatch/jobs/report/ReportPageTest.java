package io.pumpwatch.jobs.report;

import static io.pumpwatch.jobs.report.ReportedFindings.burst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.output.LogText;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPageTest {
  private static final Pattern DATA =
      Pattern.compile(
          "<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

  private static String page(List<Finding> findings, JsonNode run) {
    return new ReportPage(
            Report.of(run, null, ReportSelection.of(findings), Map.of(), new DeadLetterTally()))
        .html();
  }

  private static String page(String text) {
    ObjectNode run = JsonNodeFactory.instance.objectNode();
    run.putArray("blind_spots").add(text);
    run.putObject("by_format").put(text, 1);
    return page(List.of(burst("a").text(text).finding()), run);
  }

  private static String dataText(String page) {
    Matcher data = DATA.matcher(page);
    assertThat(data.find()).isTrue();
    return data.group(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]>",
        "'\"><img src=x onerror=alert(1)>",
        "&lt;b&gt;",
        "{{style}} ${data}",
        "\u2028\u2029",
        "\u202egnp.exe\u202c",
        "\u0000\u0007\u001b[31m",
        "\ud800",
        "\ufeff\u200b",
      })
  void textFromLogsIsInert(String hostile) throws Exception {
    String page = page(hostile);
    String data = dataText(page);

    assertThat(data).matches("[ -~]*").doesNotContain("<", ">", "&", "'");
    assertThat(page.split("<script", -1)).as("scripts of the page").hasSize(4);
    JsonNode read = new ObjectMapper().readTree(data);
    String shown = LogText.shown(hostile);
    assertThat(read.at("/findings/0/flow").textValue()).isEqualTo(shown);
    assertThat(read.at("/findings/0/top_user_agents/0/value").textValue()).isEqualTo(shown);
    assertThat(read.at("/run/blind_spots/0").textValue()).isEqualTo(shown);
    assertThat(read.at("/run/by_format").fieldNames()).toIterable().containsExactly(shown);
  }

  @Property(tries = 200)
  void anyTextComesBackAsItMayBeShown(@ForAll String text) throws Exception {
    Finding finding = burst("a").text(text).finding();
    Report report =
        Report.of(
            JsonNodeFactory.instance.objectNode(),
            null,
            ReportSelection.of(List.of(finding)),
            Map.of(),
            new DeadLetterTally());

    String json = InertJson.of(report);

    assertThat(json).matches("[ -~]*").doesNotContain("<", ">", "&", "'");
    assertThat(new ObjectMapper().readTree(json).at("/findings/0/flow").textValue())
        .isEqualTo(LogText.shown(text));
  }

  @Test
  void longTextIsCut() throws Exception {
    String data = dataText(page("x".repeat(1_000_000)));

    assertThat(new ObjectMapper().readTree(data).at("/findings/0/flow").textValue()).hasSize(1024);
  }

  @Test
  void onlyItsOwnScriptsAndStyleMayRun() throws Exception {
    String page = page("curl/8.5");

    Matcher policy =
        Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(page);
    assertThat(policy.find()).isTrue();
    assertThat(policy.group(1))
        .startsWith("default-src 'none'; script-src 'sha256-")
        .doesNotContain("unsafe", "http", "*");
    Matcher inline = Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
    int found = 0;
    while (inline.find()) {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(inline.group(2).getBytes(StandardCharsets.UTF_8));
      assertThat(policy.group(1))
          .contains("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
      found++;
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void loadsNothing() {
    assertThat(page("curl/8.5").replaceAll("(?s)<script>.*?</script>", ""))
        .doesNotContain("http://", "https://", " src=", "@import", "url(")
        .doesNotContainPattern("<link|<iframe|<img");
  }

  /** Everything as large as it may be, for tens of thousands of findings. */
  @Test
  void isOfBoundedSizeHoweverMuchWasFound() {
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < 30_000; i++) {
      findings.add(
          burst("finding-" + i).incident("incident-" + i / 40).text("é".repeat(200)).finding());
    }
    ReportSelection selection = ReportSelection.of(findings);
    Map<String, List<FindingWindow>> windows = new HashMap<>();
    for (String id : selection.withWindows()) {
      List<FindingWindow> ofFinding = new ArrayList<>();
      for (int minute = 0; minute < 1440; minute += 3) {
        ofFinding.add(burst(id).window(minute, 1000, 1000));
      }
      windows.put(id, ofFinding);
    }
    Report report =
        Report.of(
            JsonNodeFactory.instance.objectNode(), null, selection, windows, new DeadLetterTally());

    assertThat(new ReportPage(report).html().length()).isBetween(2_000_000, 16_000_000);
    assertThat(report.leftOut()).containsExactly("650 incidents", "29,000 findings");
  }
}
