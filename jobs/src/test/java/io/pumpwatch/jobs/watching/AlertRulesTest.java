package io.pumpwatch.jobs.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules are whole, and whoever is woken by one finds what to do. */
class AlertRulesTest {
  private static final String RUNBOOK = "deploy/README.md#";
  private static final Path README = Path.of("../deploy/README.md");

  static List<AlertRule> rules() throws IOException {
    return AlertRule.all();
  }

  @Test
  void everyRuleHasANameOfItsOwn() throws IOException {
    assertThat(rules()).hasSizeGreaterThan(10);
    assertThat(rules()).extracting(AlertRule::name).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aRuleIsWhole(AlertRule rule) {
    assertThat(rule.name()).matches("Pumpwatch[A-Z][A-Za-z]+");
    assertThat(rule.pendingFor()).matches("[1-9][0-9]*m");
    assertThat(rule.label("severity")).isIn("critical", "warning");
    assertThat(rule.annotation("summary")).hasSizeBetween(10, 120);
    assertThat(rule.annotation("description")).hasSizeGreaterThan(20).endsWith(".");
    assertThat(rule.expression().metrics().isEmpty())
        .as("asks for nothing of Flink's")
        .isEqualTo(rule.expression().text().startsWith("up{"));
    assertThat(rule.rule().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("alert", "expr", "for", "labels", "annotations");
  }

  @ParameterizedTest
  @MethodSource("rules")
  void parenthesesAndQuotesOfItsExpressionClose(AlertRule rule) {
    int depth = 0;
    for (char letter : rule.expression().text().toCharArray()) {
      depth += letter == '(' || letter == '{' ? 1 : letter == ')' || letter == '}' ? -1 : 0;
      assertThat(depth).isNotNegative();
    }
    assertThat(depth).isZero();
    assertThat(rule.expression().text().chars().filter(letter -> letter == '"').count() % 2)
        .isZero();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void itsRunbookIsASectionThatNamesIt(AlertRule rule) throws IOException {
    String runbook = rule.annotation("runbook");

    assertThat(runbook).startsWith(RUNBOOK);
    assertThat(section(runbook.substring(RUNBOOK.length()))).contains("`" + rule.name() + "`");
  }

  /** The text under the heading with that anchor, up to the next heading. */
  private static String section(String anchor) throws IOException {
    StringBuilder section = new StringBuilder();
    boolean inside = false;
    for (String line : Files.readAllLines(README)) {
      if (line.startsWith("#")) {
        inside = anchor(line).equals(anchor);
      } else if (inside) {
        section.append(line).append('\n');
      }
    }
    return section.toString();
  }

  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 -]", "")
        .replace(' ', '-');
  }
}
