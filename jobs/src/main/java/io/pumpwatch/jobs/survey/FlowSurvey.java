package io.pumpwatch.jobs.survey;

import io.pumpwatch.event.EventType;

/**
 * The rows of one flow of one tenant.
 *
 * @param tenant whose traffic
 * @param flow which flow, null for the rows without one
 * @param rows all of them
 * @param sends requested or sent
 * @param verified codes that came back
 */
public record FlowSurvey(String tenant, String flow, long rows, long sends, long verified) {

  FlowSurvey(String tenant, String flow) {
    this(tenant, flow, 0, 0, 0);
  }

  FlowSurvey plus(EventType type) {
    boolean send = type == EventType.REQUESTED || type == EventType.SENT;
    return new FlowSurvey(
        tenant,
        flow,
        rows + 1,
        sends + (send ? 1 : 0),
        verified + (type == EventType.VERIFIED ? 1 : 0));
  }
}
