package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.ValueCount;
import io.pumpwatch.jobs.address.IpLiteral;
import io.pumpwatch.jobs.output.LogText;

/** What a finding rests on: OCSF's evidences. */
final class FindingEvidence {

  private FindingEvidence() {}

  /** Adds the counts, then clients, ranges of numbers, user agents and example messages. */
  static void add(Finding finding, ArrayNode evidences) {
    addCounts(finding, data(evidences, "counts"));
    finding.topSourceIps().forEach(client -> addClient(client, evidences));
    for (DestinationRange range : finding.destinationRanges()) {
      data(evidences, "destination range")
          .put("prefix", range.prefix())
          .put("distinct", range.count())
          .putArray("samples")
          .add(range.first())
          .add(range.last());
    }
    for (ValueCount agent : finding.topUserAgents()) {
      data(evidences, "user agent")
          .put("user_agent", LogText.shownInList(agent.value()))
          .put("attempts", agent.count());
    }
    if (!finding.messageIds().isEmpty()) {
      ArrayNode ids = data(evidences, "messages").putArray("message_ids");
      finding.messageIds().forEach(id -> ids.add(LogText.shownInList(id)));
    }
  }

  private static void addCounts(Finding finding, ObjectNode data) {
    data.put("requested", finding.requested())
        .put("sent", finding.sent())
        .put("sends", finding.sends())
        .put("mature_sends", finding.matureSends())
        .put("delivered", finding.delivered())
        .put("undelivered", finding.undelivered())
        .put("failed", finding.failed())
        .put("blocked", finding.blocked())
        .put("verified", finding.verified())
        .put("distinct_destinations", finding.distinctDestinations())
        .put("distinct_source_ips", finding.distinctSourceIps())
        .put("distinct_users", finding.distinctUsers());
    if (finding.trials() != null) {
      data.put("trials", finding.trials());
    }
    if (finding.failedTrials() != null) {
      data.put("failed_trials", finding.failedTrials());
    }
  }

  /** An endpoint has an address; what is none, such as a network, is its name. */
  private static void addClient(ValueCount client, ArrayNode evidences) {
    boolean address = IpLiteral.parse(client.value()) != null;
    ObjectNode evidence = evidences.addObject().put("name", "client");
    evidence
        .putObject("src_endpoint")
        .put(address ? "ip" : "name", LogText.shownInList(client.value()));
    evidence.putObject("data").put("attempts", client.count());
  }

  private static ObjectNode data(ArrayNode evidences, String name) {
    return evidences.addObject().put("name", name).putObject("data");
  }
}
