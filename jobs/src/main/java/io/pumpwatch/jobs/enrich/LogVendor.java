package io.pumpwatch.jobs.enrich;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whoever writes logs, and what to switch on there where a field is missing. */
enum LogVendor {
  AWS(
      Set.of("cloudtrail", "sns-delivery", "sns-usage", "aws-eum"),
      Map.of(
          BlindSpot.NO_SEND,
          "AWS: switch on SMS delivery status logging in SNS; in CloudTrail, sns:Publish is a data"
              + " event, which a trail records only when told to, and without the number.",
          BlindSpot.NO_DESTINATION,
          "AWS: switch on SMS delivery status logging in SNS (SetSMSAttributes, 100 percent of"
              + " successes), or an event destination of End User Messaging; CloudTrail leaves the"
              + " number out.",
          BlindSpot.NO_CLIENT,
          "AWS: Cognito's calls in CloudTrail carry the client's address; where the application"
              + " itself calls SNS, add its access log.",
          BlindSpot.NO_SUCCESS,
          "AWS: for Cognito add CloudTrail, whose ConfirmSignUp and its like are successes.",
          BlindSpot.NO_RECEIPT,
          "AWS: switch on SMS delivery status logging in SNS, or an event destination of End User"
              + " Messaging.")),
  TWILIO(
      Set.of("twilio-events", "twilio-verify", "twilio-messages"),
      Map.of(
          BlindSpot.NO_SEND,
          "Twilio: subscribe a sink of Event Streams to com.twilio.messaging.message.* and"
              + " com.twilio.accountsecurity.verify.verification.*.",
          BlindSpot.NO_DESTINATION,
          "Twilio: subscribe a sink of Event Streams to com.twilio.messaging.message.*, which"
              + " carries the number.",
          BlindSpot.NO_CLIENT,
          "Twilio knows no client address: add the application's access log.",
          BlindSpot.NO_SUCCESS,
          "Twilio: with Verify, subscribe a sink of Event Streams to"
              + " com.twilio.accountsecurity.verify.verification.approved; without it, add the"
              + " application's access log.",
          BlindSpot.NO_RECEIPT,
          "Twilio: subscribe a sink of Event Streams to"
              + " com.twilio.messaging.message.delivered, .undelivered and .failed.")),
  AZURE(
      Set.of("acs", "acs-delivery"),
      Map.of(
          BlindSpot.NO_SEND,
          "Azure Communication Services: send the SMS operational log to the workspace by a"
              + " diagnostic setting.",
          BlindSpot.NO_DESTINATION,
          "Azure Communication Services: subscribe Event Grid to"
              + " Microsoft.Communication.SMSDeliveryReportReceived; the operational log has only"
              + " the number that sends.",
          BlindSpot.NO_CLIENT,
          "Azure: add Application Insights' requests, with IP masking off.",
          BlindSpot.NO_RECEIPT,
          "Azure Communication Services: ask for delivery reports when sending, and subscribe Event"
              + " Grid to Microsoft.Communication.SMSDeliveryReportReceived.")),
  APPLICATION_INSIGHTS(
      Set.of("app-requests"),
      Map.of(
          BlindSpot.NO_CLIENT,
          "Application Insights: switch IP masking off (DisableIpMasking on the resource); until"
              + " then every client is 0.0.0.0.",
          BlindSpot.NO_SEND,
          "Application Insights: name the paths that send under input.web.send-paths; check shows"
              + " how each was read.",
          BlindSpot.NO_SUCCESS,
          "Application Insights: name the paths that take a code under input.web.success-paths;"
              + " check shows how each was read.")),
  WEB_SERVER(
      Set.of("access-log"),
      Map.of(
          BlindSpot.NO_CLIENT,
          "Web server: log the client's address, and behind a proxy X-Forwarded-For, with the proxy"
              + " under input.client-address.trusted-proxies.",
          BlindSpot.NO_SEND,
          "Web server: name the paths that send under input.web.send-paths; check shows how each"
              + " was read.",
          BlindSpot.NO_SUCCESS,
          "Web server: name the paths that take a code under input.web.success-paths; check shows"
              + " how each was read.")),
  RECEIPT_SENDER(
      Set.of("vonage", "infobip", "messagebird"),
      Map.of(
          BlindSpot.NO_RECEIPT,
          "Set the delivery receipt webhook of the account and keep what it is sent."));

  private final Set<String> formats;
  private final Map<BlindSpot, String> advice;

  LogVendor(Set<String> formats, Map<BlindSpot, String> advice) {
    this.formats = formats;
    this.advice = advice;
  }

  /**
   * What to do about a blind spot, a sentence or more for each vendor whose logs are there.
   *
   * @param formats names of the log formats that the tenant's rows came from
   */
  static List<String> advice(BlindSpot gap, Set<String> formats) {
    List<String> advice =
        Arrays.stream(values())
            .filter(vendor -> !Collections.disjoint(vendor.formats, formats))
            .filter(vendor -> vendor.advice.containsKey(gap))
            .map(vendor -> vendor.advice.get(gap))
            .toList();
    return advice.isEmpty() ? List.of(gap.remedy()) : advice;
  }
}
