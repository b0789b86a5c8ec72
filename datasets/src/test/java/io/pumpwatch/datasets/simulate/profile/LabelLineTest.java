package io.pumpwatch.datasets.simulate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelLineTest {

  @Test
  void writesTheFieldsOfTheContract() {
    Label label =
        new Label(
            "shuffled-block-1",
            Label.Kind.ATTACK,
            "shuffled-block",
            Instant.parse("2026-03-02T13:00:00Z"),
            Instant.parse("2026-03-02T14:30:00.5Z"),
            List.of("ride"),
            List.of("signup_otp"),
            List.of("GA"),
            List.of("+24177012"),
            List.of(),
            List.of(),
            List.of(),
            List.of("VE1", "VE2"));

    assertThat(LabelLine.of(label))
        .isEqualTo(
            "{\"label_id\":\"shuffled-block-1\",\"kind\":\"attack\","
                + "\"profile\":\"shuffled-block\",\"start\":\"2026-03-02T13:00:00Z\","
                + "\"end\":\"2026-03-02T14:30:00.500Z\",\"tenants\":[\"ride\"],"
                + "\"flows\":[\"signup_otp\"],\"countries\":[\"GA\"],"
                + "\"prefixes\":[\"+24177012\"],\"source_ips\":[],\"user_ids\":[],"
                + "\"identities\":[],\"message_ids\":[\"VE1\",\"VE2\"]}");
  }
}
