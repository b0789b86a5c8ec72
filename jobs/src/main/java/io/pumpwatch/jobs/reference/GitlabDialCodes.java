package io.pumpwatch.jobs.reference;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.finding.Severity;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * GitLab, limit on telephone verification: 50 codes per international dial code and day.
 *
 * <p>Per tenant and UTC day; the entity is the dial code. Blind to how much of a country is normal:
 * whoever has customers there reaches the cap every day.
 */
record GitlabDialCodes() implements ReferenceRule {
  private static final CountPerWindow LIMIT = new CountPerWindow(Duration.ofDays(1), 51);
  private static final int LONGEST_DIAL_CODE = 3;

  @Override
  public String name() {
    return "gitlab-dial-code";
  }

  @Override
  public String reference() {
    return name();
  }

  @Override
  public void see(MessageMoment moment, Consumer<Sighting> sightings) {
    if (moment.stage() == MessageStage.SENT) {
      ReferenceKey key =
          ReferenceKey.of(
              this, moment.tenant(), Grain.DESTINATION_RANGE, "+" + dialCode(moment.number()));
      sightings.accept(Sighting.of(key, moment));
    }
  }

  /** No dial code is the beginning of another (ITU-T E.164). */
  private static String dialCode(long number) {
    String digits = Long.toString(number);
    int longest = Math.min(LONGEST_DIAL_CODE, digits.length());
    for (int length = 1; length < longest; length++) {
      String code = digits.substring(0, length);
      if (PhoneNumberUtil.getInstance()
          .getSupportedCallingCodes()
          .contains(Integer.parseInt(code))) {
        return code;
      }
    }
    return digits.substring(0, longest);
  }

  @Override
  public List<Alarm> alarms(List<Sighting> sightings) {
    return LIMIT.alarms(sightings, Severity.MEDIUM);
  }
}
