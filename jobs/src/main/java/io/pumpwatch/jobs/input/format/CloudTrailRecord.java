package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LogTime;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;

/**
 * A CloudTrail record whose fields may be null, hidden, or of another type than the call's (AWS:
 * "CloudTrail record contents", "Logging Amazon Cognito API calls with AWS CloudTrail").
 *
 * <p>Cognito's hosted UI keeps its parameters as lists under {@code additionalEventData}, its API
 * under {@code requestParameters}; a parameter is found in either. Hidden values are absent.
 *
 * @param json the record
 */
record CloudTrailRecord(JsonNode json) {
  private static final String HIDDEN_PREFIX = "HIDDEN_DUE_TO_";

  String source() {
    return json.path("eventSource").asText();
  }

  String name() {
    return json.path("eventName").asText();
  }

  long timeMicros() throws MalformedRecord {
    return LogTime.iso(JsonFields.text(json, "eventTime"));
  }

  /** The error code; null where there is none, which the hosted UI writes as empty. */
  String errorCode() {
    return JsonFields.text(json, "errorCode");
  }

  String text(String field) {
    return visible(JsonFields.text(json, field));
  }

  /** A parameter of the call or of the page. */
  String parameter(String... names) {
    for (String name : names) {
      String value = scalar(json.path("requestParameters").path(name));
      if (value == null) {
        value = scalar(additional("requestParameters").path(name));
      }
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  /** A field of the call's answer, which is null when the call failed. */
  JsonNode response(String field) {
    return json.path("responseElements").path(field);
  }

  /** A field of {@code additionalEventData}. */
  JsonNode additional(String field) {
    return json.path("additionalEventData").path(field);
  }

  /** The HTTP status of a page of the hosted UI, written {@code 302} or {@code 200.0}; or null. */
  Integer pageStatus() {
    return JsonFields.integer(additional("responseParameters").path("status"));
  }

  /** The account whose trail this is. */
  String account() {
    String recipient = text("recipientAccountId");
    return recipient != null ? recipient : JsonFields.text(json.path("userIdentity"), "accountId");
  }

  /** Who called: an ARN, else what identifies the caller at all; null for a public call. */
  String caller() {
    return visible(JsonFields.text(json.path("userIdentity"), "arn", "principalId", "accessKeyId"));
  }

  /** The value as text, the first of a list; null where it is hidden or neither. */
  static String scalar(JsonNode value) {
    JsonNode first = value.isArray() ? value.path(0) : value;
    return first.isTextual() && !first.textValue().isBlank() ? visible(first.textValue()) : null;
  }

  private static String visible(String value) {
    return value == null || value.startsWith(HIDDEN_PREFIX) ? null : value;
  }
}
