package io.pumpwatch.jobs.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.text.StringSubstitutor;

/**
 * The HTML of a report: one file that needs nothing else. Its content security policy allows the
 * scripts and the style that stand in it, by their hashes, and nothing from anywhere else. What the
 * report tells stands in it as {@link InertJson}, which the script shows as text.
 *
 * @param report what to tell
 */
public record ReportPage(Report report) {
  private static final List<String> SCRIPTS =
      List.of(
          "report-text.js", "report-charts.js", "report-run.js", "report-variants.js", "report.js");

  private static final String SOURCE_MAP = "(?m)^//# sourceMappingURL=.*$";

  /** The page, to be written in UTF-8. */
  public String html() {
    String charts = resource("chart.umd.min.js").replaceAll(SOURCE_MAP, "");
    String script = SCRIPTS.stream().map(ReportPage::resource).collect(Collectors.joining());
    String style = resource("report.css");
    StringSubstitutor template =
        new StringSubstitutor(
            Map.of(
                "policy",
                policy(style, charts, script),
                "style",
                style,
                "charts",
                charts,
                "script",
                script,
                "data",
                InertJson.of(report)),
            "{{",
            "}}");
    return template
        .setDisableSubstitutionInValues(true)
        .setEnableUndefinedVariableException(true)
        .replace(resource("report.html"));
  }

  private static String policy(String style, String charts, String script) {
    return String.join(
        "; ",
        "default-src 'none'",
        "script-src " + hash(charts) + " " + hash(script),
        "style-src " + hash(style),
        "base-uri 'none'",
        "form-action 'none'");
  }

  /** As CSP Level 3 wants it: over the text of the element in UTF-8. */
  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
