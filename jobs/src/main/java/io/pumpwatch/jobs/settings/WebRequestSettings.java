package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which requests of a web log ask for a code and which bring one back.
 *
 * <p>An entry that begins with {@code /} is a glob over the whole path. Any other entry is a word,
 * or words joined by hyphens, that must stand alone in the path ({@code otp} is in {@code
 * /v1/send-otp} and {@code /sendOtp} but not in {@code /hotproducts}); {@code *} stands for further
 * letters and digits of the word. Letter case does not matter, and underscores and dots count as
 * hyphens.
 *
 * <p>How a path is read:
 *
 * <ol>
 *   <li>A glob decides before any word, the longest first.
 *   <li>Otherwise a path counts when a word of {@code sendPaths} or {@code successPaths} is in it.
 *   <li>A role is open to it only for that role's methods. A page that is merely shown ({@code
 *       GET}) thus counts as neither.
 *   <li>Where both roles are open, a verb of {@code sendVerbs} makes it a send ({@code POST
 *       /verify/start}); without one it is a success ({@code POST /otp/verify}, {@code POST
 *       /otp/validate}).
 * </ol>
 *
 * @param sendPaths the paths under which codes are asked for
 * @param successPaths the paths under which codes are brought back
 * @param sendVerbs words that make a path that could be either a send
 * @param successVerbs words that, in a path that counts, make it a success
 * @param sendMethods the HTTP methods of a send
 * @param successMethods the HTTP methods of a success
 * @param redirectsCount whether a 3xx answer counts as a 2xx does, for applications that redirect
 *     after each form
 */
public record WebRequestSettings(
    List<String> sendPaths,
    List<String> successPaths,
    List<String> sendVerbs,
    List<String> successVerbs,
    List<String> sendMethods,
    List<String> successMethods,
    boolean redirectsCount)
    implements Checked, Serializable {

  /** A glob over a path, or words that can stand in one. */
  private static final Pattern ENTRY =
      Pattern.compile("/\\S*|(?=.*[a-z0-9])[a-z0-9*_.-]+", Pattern.CASE_INSENSITIVE);

  /** RFC 9110, section 9.3, and RFC 5789. */
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "CONNECT", "OPTIONS", "TRACE");

  public WebRequestSettings {
    sendPaths = List.copyOf(sendPaths);
    successPaths = List.copyOf(successPaths);
    sendVerbs = List.copyOf(sendVerbs);
    successVerbs = List.copyOf(successVerbs);
    sendMethods = List.copyOf(sendMethods);
    successMethods = List.copyOf(successMethods);
  }

  /** What holds where nothing is set. */
  public static WebRequestSettings defaults() {
    return new WebRequestSettings(
        List.of(
            "otp",
            "*otp",
            "otp*",
            "sms",
            "*sms",
            "sms*",
            "phone",
            "mobile",
            "2fa",
            "mfa",
            "passcode",
            "one-time",
            "send-code",
            "sendcode",
            "resend",
            "resend*",
            "verifications"),
        List.of("verify", "verify*", "verification", "confirm", "confirm*"),
        List.of(
            "send",
            "send*",
            "resend",
            "resend*",
            "request",
            "start",
            "initiate",
            "generate",
            "trigger"),
        List.of("check", "validate"),
        List.of("POST", "PUT", "PATCH"),
        List.of("POST", "PUT", "PATCH"),
        false);
  }

  @Override
  public void check(Problems problems) {
    paths("sendPaths", sendPaths, problems);
    paths("successPaths", successPaths, problems);
    paths("sendVerbs", sendVerbs, problems);
    paths("successVerbs", successVerbs, problems);
    methods("sendMethods", sendMethods, problems);
    methods("successMethods", successMethods, problems);
  }

  private static void paths(String component, List<String> entries, Problems problems) {
    problems.checkEach(
        component,
        entries,
        entry -> ENTRY.matcher(entry).matches(),
        "must begin with /, as a glob over the path, or be words of letters, digits and hyphens");
  }

  private static void methods(String component, List<String> entries, Problems problems) {
    problems.checkEach(
        component,
        entries,
        entry -> METHODS.contains(entry.toUpperCase(Locale.ROOT)),
        "must be one of " + String.join(", ", METHODS));
  }
}
