package io.pumpwatch.jobs.report;

import static io.pumpwatch.jobs.report.ReportedFindings.burst;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.server.Browser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a browser shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageITCase {
  private static final String HOSTILE =
      "</script><script>window.taken=1</script><img src=x onerror=window.taken=2>\u202e"
          + "<a href=javascript:window.taken=3>".repeat(40);

  private static final String RUN =
      """
      {"run_id": "run-1", "settings_hash": "0123456789abcdef", "started_at": "2026-01-06T00:00:00Z",
       "wall_seconds": 12.5, "records": {"read": 12, "decoded": 9, "skipped": 1, "dead": 2},
       "events": {"total": 9, "on_time": 9, "late": 0, "duplicates": 0}, "deduplicate": "off",
       "by_format": {"cloudtrail": 9}, "unknown_fields": {"cloudtrail": 4}, "evicted_keys": 0,
       "idle_flushes": 0, "blind_spots": ["tenants acme, shop: no delivery receipts."]}
      """;

  private static final String SCORECARD =
      """
      {"days": 1.5, "findings": 3, "incidents": 3, "attacks": 2, "detected": 2, "recall": 1.0,
       "time_to_detect_minutes": {"median": 8.0, "p90": 12.0},
       "messages_to_detect": {"median": 20.0, "p90": 30.0}, "cost_before_detection_share": 0.1,
       "finding_precision": 0.9, "incident_precision": 0.8, "false_findings_per_day": 0.2,
       "false_incidents_per_day": 0.1, "benign_flagged": 0, "fraud_money_stopped_share": 0.9,
       "legitimate_lost_share": 0.01,
       "by_pattern": {"burst": {"findings": 3, "detected": 2, "finding_precision": 0.9,
         "false_findings_per_day": 0.2, "time_to_detect_minutes": {"median": 8.0, "p90": 12.0},
         "fraud_money_stopped_share": 0.9, "legitimate_lost_share": 0.01}},
       "references": {"siem-rules": {"findings": 40, "detected": 1, "finding_precision": null,
         "false_findings_per_day": 5.1, "time_to_detect_minutes": {"median": null, "p90": null},
         "fraud_money_stopped_share": 0.6, "legitimate_lost_share": 0.4}},
       "attack_results": [
         {"label_id": "pumping-1", "start": "2026-01-05T13:00:00Z", "minutes": 12.0, "messages": 23,
          "total_messages": 1200, "cost_usd": 240.0, "stopped_usd": 150.0,
          "first_finding": "burst on country GA"},
         {"label_id": "pumping-2", "start": "2026-01-05T14:00:00Z", "minutes": 4.0, "messages": 3,
          "total_messages": 100, "cost_usd": 20.0, "stopped_usd": 15.0, "first_finding": "burst"}],
       "benign_results": [{"label_id": "launch-1", "messages": 900, "blocked_messages": 0,
         "first_finding": null, "finding_ids": []}]}
      """;

  private static final String COMPARISON =
      """
      {"first": "mine", "variants": [%s, %s],
       "sweeps": {"detection.burst.flash-multiple":
         [{"value": "2", "variant": "mine"}, {"value": "3", "variant": "%s"}]}}
      """
          .formatted(variant("mine", 1.0), variant("flash <b>3</b>", 0.5), "flash <b>3</b>");

  private Path page;
  private Browser browser;

  @BeforeAll
  void openAPage(@TempDir Path folder) throws Exception {
    browser = Browser.start();
    page = Files.writeString(folder.resolve("report.html"), new ReportPage(report()).html());
  }

  @AfterAll
  void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void reload() {
    browser.complaints();
    browser.open(page);
  }

  private static String variant(String name, double recall) {
    return """
    {"name": "%s", "settings": {}, "findings": 3, "incidents": 3, "recall": %s,
     "incident_precision": 0.8, "false_incidents_per_day": 0.1, "benign_flagged": 0,
     "time_to_detect_median_minutes": 8.0, "fraud_money_stopped_share": 0.9,
     "legitimate_lost_share": 0.01, "changes": {"new": 1, "gone": 2, "earlier": 3, "later": 4}}
    """
        .formatted(name, recall);
  }

  private static Report report() throws Exception {
    JsonNode run = new ObjectMapper().readTree(RUN);
    JsonNode scorecard = new ObjectMapper().readTree(SCORECARD);
    ReportedFindings gabon = burst("gabon").on("destination_block", "+24177012", "GA", 100);
    List<Finding> findings =
        List.of(
            gabon.finding(),
            burst("hostile").on("user", HOSTILE, "KG", 70).text(HOSTILE).finding(),
            burst("client")
                .severity(Severity.LOW)
                .on("source_ip", "203.0.113.7", null, 5)
                .finding(),
            burst("wide")
                .incident("incident-gabon")
                .on("country", "GA", "GA", 110)
                .held("alert", null, "gabon")
                .finding(),
            burst("partner").held("alert", "partner launch", null).finding(),
            burst("tried").held("shadow", null, null).finding(),
            burst("outage").severity(Severity.INFORMATIONAL).finding());
    List<FindingWindow> windows =
        IntStream.range(0, 30).mapToObj(minute -> gabon.window(minute, 20 + minute, 20)).toList();
    DeadLetterTally deadLetters = new DeadLetterTally();
    deadLetters.add(
        new DeadLetter(
            "a.json",
            "line 3",
            "cloudtrail",
            "not JSON",
            HOSTILE.getBytes(StandardCharsets.UTF_8),
            9));
    return Report.of(
            run, scorecard, ReportSelection.of(findings), Map.of("gabon", windows), deadLetters)
        .comparing(new ObjectMapper().readTree(COMPARISON));
  }

  private List<String> shownIncidents() {
    return browser.all("#incident-list > article:not([hidden]) h3").stream()
        .map(WebElement::getText)
        .toList();
  }

  private long shownFindings() {
    return browser.all("#finding-table tbody > tr:not([hidden]):not(.detail)").size();
  }

  @Test
  void showsIncidentsFirstAndComplainsOfNothing() {
    assertThat(shownIncidents())
        .hasSize(3)
        .startsWith("block +24177012xxx")
        .endsWith("client 203.0.113.7");
    assertThat(shownFindings()).isEqualTo(3);
    assertThat(browser.only("#figures").getText()).contains("~$175.00", "2 of 2");
    assertThat(browser.only("#country-table").getText()).contains("Gabon (GA)", "Kyrgyzstan (KG)");
    assertThat(browser.only("#scores").getText()).contains("siem-rules", "pumping-1", "launch-1");
    assertThat(browser.only("#input").getText())
        .contains("no delivery receipts", "a.json", "not JSON", "cloudtrail");
    assertThat(browser.only("#variants").getText())
        .contains("detection.burst.flash-multiple", "flash <b>3</b>", "50 %");
    browser.evaluate("window.scrollTo(0, document.body.scrollHeight)");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void drawsChartsThatHaveATextAlternative() {
    browser.evaluate("redraw(true)");
    assertThat(browser.evaluate("[...charts.values()].filter((known) => known.drawn).length"))
        .isEqualTo(5L);
    assertThat(browser.all("canvas"))
        .hasSize(5)
        .allSatisfy(
            canvas -> {
              assertThat(canvas.getDomAttribute("role")).isEqualTo("img");
              assertThat(canvas.getDomAttribute("aria-label")).hasSizeGreaterThan(40);
            });
    WebElement numbers = browser.only("#incident-incident details.numbers summary");
    numbers.click();
    assertThat(browser.allOnceThere("#incident-incident details.numbers tbody tr")).hasSize(30);
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void filtersByStateSeverityCountryAndText() {
    for (String state : List.of("explained", "suppressed", "shadow", "informational")) {
      browser.only("input[name=state][value=" + state + "]").click();
    }
    assertThat(shownFindings()).isEqualTo(7);
    assertThat(shownIncidents()).hasSize(6);

    browser.only("input[name=state][value=alerting]").click();
    assertThat(shownFindings()).isEqualTo(4);

    browser.only("input[name=state][value=alerting]").click();
    browser.only("#filter-severity").sendKeys("high");
    assertThat(shownFindings()).isEqualTo(5);

    browser.only("#filter-country").sendKeys("Kyrgyzstan");
    assertThat(shownFindings()).isEqualTo(1);
    assertThat(browser.only("#findings-count").getText()).isEqualTo("1 of 7 findings shown.");

    browser.only("#filter-country").sendKeys("all");
    browser.only("#filter-text").sendKeys("no finding says this");
    assertThat(shownFindings()).isZero();
    assertThat(browser.only("#incidents-count").getText())
        .isEqualTo("No incident passes the filters.");
    assertThat(browser.complaints()).isEmpty();
  }

  @Test
  void worksByKeyboardAlone() {
    WebElement opener = browser.only("#finding-table .toggle");
    opener.sendKeys(Keys.ENTER);
    assertThat(opener.getDomAttribute("aria-expanded")).isEqualTo("true");
    assertThat(browser.only("#finding-table tr.detail").getText())
        .contains("many sends", "block destination prefix +24177012", "learnt");
    opener.sendKeys(Keys.ENTER);
    assertThat(browser.all("#finding-table tr.detail")).isEmpty();

    assertThat(browser.all("table"))
        .allMatch(table -> !table.findElements(By.tagName("caption")).isEmpty());
    assertThat(browser.all("#filters select, #filters input[type=search]"))
        .allMatch(
            field -> !browser.all("label[for=" + field.getDomAttribute("id") + "]").isEmpty());
  }

  @Test
  void hostileTextIsTextAndNothingElse() {
    browser.all("#finding-table tr:not([hidden]) .toggle").get(1).click();

    assertThat(browser.evaluate("window.taken")).isNull();
    assertThat(browser.all("script")).hasSize(3);
    assertThat(browser.all("img, iframe, a[href^=javascript]")).isEmpty();
    assertThat(browser.only("#finding-table tr.detail").getText())
        .contains("</script><script>window.taken=1</script>", "\\u202e");
    assertThat(browser.complaints()).isEmpty();
  }

  /** Nothing is wider than the screen, however long the text. */
  @Test
  void fitsAPhone() {
    browser.beAPhone();
    browser.open(page);

    assertThat(browser.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(browser.evaluate("document.documentElement.clientWidth"));
    assertThat(shownIncidents()).hasSize(3);
  }

  @Test
  void takesTheColoursOfTheScreen() {
    browser.prefer("light");
    Object light = browser.evaluate("getComputedStyle(document.body).backgroundColor");
    browser.prefer("dark");
    Object dark = browser.evaluate("getComputedStyle(document.body).backgroundColor");

    assertThat(light).isEqualTo("rgb(255, 255, 255)");
    assertThat(dark).isEqualTo("rgb(20, 23, 26)");
  }
}
