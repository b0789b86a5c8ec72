package io.pumpwatch.jobs.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PrometheusExpressionTest {

  @Test
  void namesItsMetricsAndLabels() {
    PrometheusExpression expression =
        new PrometheusExpression(
            "max by (tm_id, host) (flink_a_Used / flink_a_Max{kind=~\"flink_.*|b\", x=\"y\"})"
                + " > 3 * rate(flink_c[5m])");

    assertThat(expression.metrics()).containsExactly("flink_a_Max", "flink_a_Used", "flink_c");
    assertThat(expression.groupings()).containsExactly("host", "tm_id");
    assertThat(expression.selections()).isEqualTo(Map.of("kind", "flink_.*|b", "x", "y"));
  }

  @Test
  void readsWhatAReporterServes() {
    Scrape scrape =
        Scrape.parse(
            """
            # HELP a_b of something
            a_b{grain="source_ip",host="",} 2.0
            a_b{grain="user",} 3.0
            c NaN
            d -Inf
            """);

    assertThat(scrape.metrics()).containsExactlyInAnyOrder("a_b", "c", "d");
    assertThat(scrape.values("a_b", "grain")).containsExactlyInAnyOrder("source_ip", "user");
    assertThat(scrape.sum("a_b")).isEqualTo(5);
    assertThat(scrape.sum("d")).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
