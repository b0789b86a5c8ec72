package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.util.List;

/**
 * How raw logs are read: whose traffic a row is, which requests are about codes, whose address
 * counts, and how large a record may be.
 *
 * @param mappings give rows their tenant and flow; empty by default
 * @param shippedMappings consulted after {@code mappings}, so that a deployer's own rules need not
 *     repeat them
 * @param web which requests of web logs send codes and which confirm them
 * @param cloudTrail which calls of CloudTrail send codes and which confirm them
 * @param clientAddress how the client's address is found
 * @param limits what one record and one file may cost
 */
public record InputSettings(
    List<TrafficMapping> mappings,
    List<TrafficMapping> shippedMappings,
    WebRequestSettings web,
    CloudTrailSettings cloudTrail,
    ClientAddressSettings clientAddress,
    InputLimits limits)
    implements Serializable {

  public InputSettings {
    mappings = List.copyOf(mappings);
    shippedMappings = List.copyOf(shippedMappings);
  }

  /** What holds where nothing is set. */
  public static InputSettings defaults() {
    return new InputSettings(
        List.of(),
        shippedFlows(),
        WebRequestSettings.defaults(),
        CloudTrailSettings.defaults(),
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
