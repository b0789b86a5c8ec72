package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.format.WebPaths.Role;
import io.pumpwatch.jobs.settings.WebRequestSettings;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebPathsTest {
  private final WebPaths paths = new WebPaths(WebRequestSettings.defaults());

  @ParameterizedTest
  @CsvSource({
    "POST, /otp, SEND",
    "POST, /api/v1/send-code, SEND",
    "POST, /api/v1/send_code, SEND",
    "post, /api/v1/sendOtp, SEND",
    "POST, /SENDOTP, SEND",
    "POST, /auth/requestotp, SEND",
    "POST, /resend, SEND",
    "PUT, /users/me/phone, SEND",
    "POST, /2fa, SEND",
    "POST, /login/one-time, SEND",
    "POST, /verifications, SEND",
    "POST, /verify, SUCCESS",
    "POST, /otp/verify, SUCCESS",
    "POST, /verifyOtp, SUCCESS",
    "POST, /phone/verification, SUCCESS",
    "POST, /confirm-phone, SUCCESS",
    "POST, /otp/validate, SUCCESS",
    "POST, /verify/start, SEND",
    "POST, /verify/send, SEND",
    "POST, /phone/send-verification, SEND",
    "POST, /verification/resend, SEND",
    "POST, /%6ftp, SEND",
    "GET, /otp, NEITHER",
    "GET, /verify, NEITHER",
    "HEAD, /send-code, NEITHER",
    "POST, /hotproducts, NEITHER",
    "POST, /smartphones, NEITHER",
    "POST, /checkout, NEITHER",
    "POST, /start, NEITHER",
    "POST, /%zz, NEITHER"
  })
  void readsTheRoleOfARequest(String method, String path, Role expected) {
    assertThat(paths.roleOf(method, path)).isEqualTo(expected);
  }

  @Test
  void aGlobDecidesBeforeWordsAndTheLongestGlobFirst() {
    WebPaths own =
        new WebPaths(
            new WebRequestSettings(
                List.of("/auth/*", "otp"),
                List.of("/auth/*/done", "verify"),
                List.of(),
                List.of(),
                List.of("POST"),
                List.of("POST"),
                false));
    assertThat(own.roleOf("POST", "/auth/verify")).isEqualTo(Role.SEND);
    assertThat(own.roleOf("POST", "/auth/7/done")).isEqualTo(Role.SUCCESS);
    assertThat(own.roleOf("POST", "/verify")).isEqualTo(Role.SUCCESS);
  }

  @Test
  void theMethodDecidesWhereItIsOfOneRoleOnly() {
    WebPaths own =
        new WebPaths(
            new WebRequestSettings(
                List.of("phone"),
                List.of("verification"),
                List.of(),
                List.of(),
                List.of("POST"),
                List.of("PUT"),
                false));
    assertThat(own.roleOf("POST", "/phone/verification")).isEqualTo(Role.SEND);
    assertThat(own.roleOf("PUT", "/phone/verification")).isEqualTo(Role.SUCCESS);
  }
}
