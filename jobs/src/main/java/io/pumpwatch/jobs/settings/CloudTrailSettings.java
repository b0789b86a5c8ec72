package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * Which calls in CloudTrail ask for a code and which bring one back. Names of Cognito's API and of
 * its hosted UI stand in the same lists.
 *
 * @param sendOperations Cognito operations that send a code
 * @param confirmOperations Cognito operations that succeed only with the right code
 * @param logInOperations Cognito operations of a log-in: a send only when the answer names an SMS
 *     challenge or the pool is one of {@code logInSendsCode}; a confirmation when they answer one
 * @param smsChallenges names of the challenges that are a code by SMS
 * @param logInSendsCode globs of user pool ids, or of app client ids where the log has no pool,
 *     whose log-ins always send a code, as with a custom challenge
 * @param smsTopics globs of ARNs of SNS topics whose messages are SMS; a publication to any other
 *     topic is not about SMS
 * @param refusals error codes, as globs, of calls that were throttled or denied; any other error of
 *     a send is a failure
 */
public record CloudTrailSettings(
    List<String> sendOperations,
    List<String> confirmOperations,
    List<String> logInOperations,
    List<String> smsChallenges,
    List<String> logInSendsCode,
    List<String> smsTopics,
    List<String> refusals)
    implements Checked, Serializable {

  public CloudTrailSettings {
    sendOperations = List.copyOf(sendOperations);
    confirmOperations = List.copyOf(confirmOperations);
    logInOperations = List.copyOf(logInOperations);
    smsChallenges = List.copyOf(smsChallenges);
    logInSendsCode = List.copyOf(logInSendsCode);
    smsTopics = List.copyOf(smsTopics);
    refusals = List.copyOf(refusals);
  }

  /** What holds where nothing is set. */
  public static CloudTrailSettings defaults() {
    return new CloudTrailSettings(
        List.of(
            "SignUp",
            "ForgotPassword",
            "ResendConfirmationCode",
            "GetUserAttributeVerificationCode",
            "AdminCreateUser",
            "Signup_POST",
            "ResendCode_POST",
            "ForgotPassword_POST",
            "Mfa_POST"),
        List.of(
            "ConfirmSignUp",
            "ConfirmForgotPassword",
            "VerifyUserAttribute",
            "Confirm_POST",
            "ConfirmForgotPassword_POST"),
        List.of(
            "InitiateAuth",
            "AdminInitiateAuth",
            "RespondToAuthChallenge",
            "AdminRespondToAuthChallenge"),
        List.of("SMS_MFA", "SMS_OTP"),
        List.of(),
        List.of(),
        List.of(
            "AccessDenied*",
            "NotAuthorized*",
            "Unauthorized*",
            "AuthorizationError*",
            "Forbidden*",
            "*Thrott*",
            "TooManyRequests*",
            "RequestLimitExceeded*",
            "LimitExceeded*",
            "TooManyFailedAttempts*",
            "OptedOut*",
            "UserLambdaValidation*"));
  }

  @Override
  public void check(Problems problems) {
    notBlank("sendOperations", sendOperations, problems);
    notBlank("confirmOperations", confirmOperations, problems);
    notBlank("logInOperations", logInOperations, problems);
    notBlank("smsChallenges", smsChallenges, problems);
    notBlank("logInSendsCode", logInSendsCode, problems);
    notBlank("refusals", refusals, problems);
    problems.checkEach(
        "smsTopics",
        smsTopics,
        topic -> topic.startsWith("arn:") || topic.startsWith("*"),
        "must be a glob of an ARN, so begin with arn: or *");
    problems.check(
        Collections.disjoint(sendOperations, confirmOperations),
        "must not name what confirm-operations names",
        "sendOperations",
        "confirmOperations");
    problems.check(
        Collections.disjoint(logInOperations, sendOperations)
            && Collections.disjoint(logInOperations, confirmOperations),
        "must not name what send-operations or confirm-operations name",
        "logInOperations",
        "sendOperations",
        "confirmOperations");
  }

  private static void notBlank(String component, List<String> entries, Problems problems) {
    problems.checkEach(component, entries, entry -> !entry.isBlank(), "must not be empty");
  }
}
