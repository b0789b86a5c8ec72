package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How raw logs are read: whose traffic a row is, which requests are about codes, whose address
 * counts, and how large a record may be.
 *
 * @param mappings give rows their tenant and flow; empty by default
 * @param shippedMappings consulted after {@code mappings}, so that a deployer's own rules need not
 *     repeat them
 * @param web which requests of web logs send codes and which confirm them
 * @param cloudTrail which calls of CloudTrail send codes and which confirm them
 * @param mapped how applications' own logs are read, by a name for each: letters, digits and
 *     hyphens
 * @param clientAddress how the client's address is found
 * @param limits what one record and one file may cost
 */
public record InputSettings(
    List<TrafficMapping> mappings,
    List<TrafficMapping> shippedMappings,
    WebRequestSettings web,
    CloudTrailSettings cloudTrail,
    Map<String, MappedLogSettings> mapped,
    ClientAddressSettings clientAddress,
    InputLimits limits)
    implements Checked, Serializable {
  private static final String PREFIX = MappedLogSettings.FORMAT_PREFIX;

  public InputSettings {
    mappings = List.copyOf(mappings);
    shippedMappings = List.copyOf(shippedMappings);
    mapped = Collections.unmodifiableMap(new LinkedHashMap<>(mapped));
  }

  @Override
  public void check(Problems problems) {
    problems.checkEach(
        "mappings",
        mappings,
        mapping -> !namesUnmappedLog(mapping.format()),
        "must be for a log that mapped names");
    mapped.forEach((name, log) -> check(name, log, problems));
  }

  private void check(String name, MappedLogSettings log, Problems problems) {
    problems.checkEntry(
        name.matches("[A-Za-z0-9-]+"),
        "must be named with letters, digits and hyphens",
        "mapped",
        name);
    Set<String> required = new HashSet<>(log.required());
    mapped.entrySet().stream()
        .takeWhile(earlier -> !earlier.getKey().equals(name))
        .filter(earlier -> new HashSet<>(earlier.getValue().required()).equals(required))
        .forEach(
            earlier ->
                problems.checkEntry(
                    false, "requires the same fields as " + earlier.getKey(), "mapped", name));
  }

  private boolean namesUnmappedLog(String format) {
    return format.startsWith(PREFIX)
        && !format.contains("*")
        && !format.contains("?")
        && !mapped.containsKey(format.substring(PREFIX.length()));
  }

  /** What holds where nothing is set. */
  public static InputSettings defaults() {
    return new InputSettings(
        List.of(),
        shippedFlows(),
        WebRequestSettings.defaults(),
        CloudTrailSettings.defaults(),
        Map.of(),
        ClientAddressSettings.defaults(),
        InputLimits.defaults());
  }

  /**
   * The flows that an operation or a path tells by itself, whatever log it is in. Providers'
   * receipts tell none: their rows get a flow only from a mapping by account, service or identity.
   */
  private static List<TrafficMapping> shippedFlows() {
    TrafficMapping cognito = new TrafficMapping().ofProvider("aws_cognito");
    TrafficMapping web = new TrafficMapping();
    return List.of(
        cognito.ofOperation("*ForgotPassword*").toFlow("password_reset"),
        cognito.ofOperation("SignUp").toFlow("signup_otp"),
        cognito.ofOperation("ConfirmSignUp").toFlow("signup_otp"),
        cognito.ofOperation("ResendConfirmationCode").toFlow("signup_otp"),
        cognito.ofOperation("Signup_POST").toFlow("signup_otp"),
        cognito.ofOperation("ResendCode_POST").toFlow("signup_otp"),
        cognito.ofOperation("Confirm_POST").toFlow("signup_otp"),
        cognito.ofOperation("*InitiateAuth").toFlow("login_otp"),
        cognito.ofOperation("*RespondToAuthChallenge").toFlow("login_otp"),
        cognito.ofOperation("Mfa_POST").toFlow("login_otp"),
        web.ofPath("*forgot*").toFlow("password_reset"),
        web.ofPath("*recover*").toFlow("password_reset"),
        web.ofPath("*reset*").toFlow("password_reset"),
        web.ofPath("*signup*").toFlow("signup_otp"),
        web.ofPath("*sign-up*").toFlow("signup_otp"),
        web.ofPath("*sign_up*").toFlow("signup_otp"),
        web.ofPath("*regist*").toFlow("signup_otp"),
        web.ofPath("*login*").toFlow("login_otp"),
        web.ofPath("*signin*").toFlow("login_otp"),
        web.ofPath("*sign-in*").toFlow("login_otp"),
        web.ofPath("*2fa*").toFlow("login_otp"),
        web.ofPath("*mfa*").toFlow("login_otp"));
  }
}
