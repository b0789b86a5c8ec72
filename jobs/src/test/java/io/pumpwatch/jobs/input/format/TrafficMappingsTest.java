package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.TrafficMapping;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrafficMappingsTest {
  private static final TrafficMapping BY_HOST =
      new TrafficMapping("", "", "", "", "auth.acme.*", "", "", "", "", "", "acme", "");
  private static final TrafficMapping BY_ACCOUNT =
      new TrafficMapping("", "", "1111*", "", "", "", "", "", "", "", "acme", "signup_otp");
  private static final TrafficMapping EVERYTHING =
      new TrafficMapping("", "", "", "", "", "", "", "", "", "", "other", "notification");

  private static TrafficMappings mappings(TrafficMapping... own) {
    InputSettings plain = InputSettings.defaults();
    return new TrafficMappings(
        new InputSettings(
            List.of(own),
            plain.shippedMappings(),
            plain.web(),
            plain.cloudTrail(),
            plain.mapped(),
            plain.clientAddress(),
            plain.limits()));
  }

  private static SmsEvent.Builder event() {
    return SmsEvent.ofMicros(1_740_830_400_000_000L, EventType.SENT);
  }

  private static SmsEvent apply(TrafficMappings mappings, SmsEvent event, TrafficOrigin origin) {
    return mappings.apply("logs/acme/1.log", "access-log", new LogRow(event, origin));
  }

  @Test
  void bringsTheRowsOfOneMessageTogether() {
    TrafficMappings mappings = mappings(BY_HOST, BY_ACCOUNT);
    SmsEvent web =
        apply(
            mappings, event().build(), TrafficOrigin.ofRequest("AUTH.acme.example", "/signup/otp"));
    SmsEvent receipt =
        apply(mappings, event().build(), TrafficOrigin.ofAccount("111122223333", null));
    assertThat(web.tenant()).isEqualTo("acme").isEqualTo(receipt.tenant());
    assertThat(web.flow()).isEqualTo("signup_otp").isEqualTo(receipt.flow());
  }

  @Test
  void theFirstRuleThatNamesOneDecides() {
    SmsEvent event =
        apply(
            mappings(BY_HOST, EVERYTHING),
            event().build(),
            TrafficOrigin.ofRequest("auth.acme.example", "/otp"));
    assertThat(event.tenant()).isEqualTo("acme");
    assertThat(event.flow()).isEqualTo("notification");
  }

  @Test
  void whatTheRowItselfSaysStands() {
    SmsEvent stated = event().tenant("mine").flow("marketing").build();
    assertThat(apply(mappings(EVERYTHING), stated, TrafficOrigin.UNKNOWN)).isEqualTo(stated);
  }

  @Test
  void aConditionOnWhatTheRowDoesNotKnowFails() {
    SmsEvent event = event().build();
    assertThat(apply(mappings(BY_HOST, BY_ACCOUNT), event, TrafficOrigin.UNKNOWN)).isEqualTo(event);
  }

  @Test
  void filesNameTenantsToo() {
    TrafficMapping byFile =
        new TrafficMapping("*/acme/*", "", "", "", "", "", "", "", "", "", "acme", "");
    assertThat(apply(mappings(byFile), event().build(), TrafficOrigin.UNKNOWN).tenant())
        .isEqualTo("acme");
  }
}
