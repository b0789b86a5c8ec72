package io.pumpwatch.jobs.settings;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * One rule that gives rows a tenant, a flow, or both. A row matches when each condition that is not
 * empty matches; conditions are globs over the whole value, in any letter case, with {@code *} for
 * any characters and {@code ?} for one.
 *
 * <p>Rules are tried in order. The first that matches and names a tenant decides the tenant, the
 * first that matches and names a flow decides the flow. What a canonical row itself says is never
 * overridden. The rows of one message come together when the rules for its sources (say, the host
 * of the web log and the account of the provider's receipts) name the same tenant and flow.
 *
 * @param file name of the file or topic
 * @param format name of the log format, {@code cloudtrail}, {@code access-log}, {@code mapped:…}
 * @param account cloud or provider account id
 * @param service the part of the account that sent: user pool id or domain, Verify or messaging
 *     service, log group
 * @param host host of the request
 * @param path path of the request, without its query
 * @param operation operation as the event carries it
 * @param provider provider as the event carries it
 * @param identity identity as the event carries it
 * @param region region as the event carries it
 * @param tenant what a match makes the tenant; empty leaves it
 * @param flow what a match makes the flow; empty leaves it
 */
public record TrafficMapping(
    String file,
    String format,
    String account,
    String service,
    String host,
    String path,
    String operation,
    String provider,
    String identity,
    String region,
    String tenant,
    String flow)
    implements Checked, Serializable {

  /**
   * The log formats whose rows are mapped, beside the logs that the settings map themselves;
   * Parquet is canonical already and is taken as it is.
   */
  public static final List<String> FORMATS =
      List.of(
          "canonical",
          "cloudtrail",
          "sns-delivery",
          "sns-usage",
          "aws-eum",
          "twilio-events",
          "twilio-verify",
          "twilio-messages",
          "acs",
          "acs-delivery",
          "app-requests",
          "vonage",
          "infobip",
          "messagebird",
          "access-log");

  /** A rule without conditions or consequence, to start from. */
  public TrafficMapping() {
    this("", "", "", "", "", "", "", "", "", "", "", "");
  }

  @Override
  public void check(Problems problems) {
    problems.check(
        format.isEmpty()
            || format.contains("*")
            || format.contains("?")
            || format.startsWith(MappedLogSettings.FORMAT_PREFIX)
            || FORMATS.contains(format.toLowerCase(Locale.ROOT)),
        "must be a glob or one of " + String.join(", ", FORMATS),
        "format");
    problems.check(
        !tenant.isBlank() || !flow.isBlank(), "must be named, or flow must", "tenant", "flow");
  }

  TrafficMapping ofProvider(String value) {
    return new TrafficMapping(
        file, format, account, service, host, path, operation, value, identity, region, tenant,
        flow);
  }

  TrafficMapping ofOperation(String value) {
    return new TrafficMapping(
        file, format, account, service, host, path, value, provider, identity, region, tenant,
        flow);
  }

  TrafficMapping ofPath(String value) {
    return new TrafficMapping(
        file, format, account, service, host, value, operation, provider, identity, region, tenant,
        flow);
  }

  TrafficMapping toFlow(String value) {
    return new TrafficMapping(
        file, format, account, service, host, path, operation, provider, identity, region, tenant,
        value);
  }
}
