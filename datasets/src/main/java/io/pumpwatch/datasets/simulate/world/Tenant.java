package io.pumpwatch.datasets.simulate.world;

import java.util.List;

/**
 * An organisation that sends messages, and the logs that it keeps of them.
 *
 * @param name the tenant of the events
 * @param site host name of its web site
 * @param apiPath path under which its web site serves the flows, without a trailing slash
 * @param aws its names at AWS
 * @param twilio its names at Twilio
 * @param messageIdStyle how its provider writes message ids
 * @param messagesPerDay first attempts on an ordinary day, at scale 1
 * @param markets where its customers are
 * @param flows what they ask for
 * @param logs what it logs
 */
public record Tenant(
    String name,
    String site,
    String apiPath,
    AwsAccount aws,
    TwilioAccount twilio,
    MessageIdStyle messageIdStyle,
    double messagesPerDay,
    List<Market> markets,
    List<FlowShare> flows,
    List<MessageLog> logs) {

  public Tenant {
    markets = List.copyOf(markets);
    flows = List.copyOf(flows);
    logs = List.copyOf(logs);
  }

  /** One of its markets, as likely as its share. */
  public Market somewhere(SeededRandom random) {
    double draw = random.fraction();
    for (Market market : markets) {
      draw -= market.share();
      if (draw < 0) {
        return market;
      }
    }
    return markets.get(0);
  }

  /** The same organisation with customers elsewhere. */
  public Tenant in(List<Market> otherMarkets) {
    return with(messagesPerDay, otherMarkets, flows);
  }

  /** The same organisation and logs with other customers, who do other things. */
  public Tenant with(
      double otherMessagesPerDay, List<Market> otherMarkets, List<FlowShare> otherFlows) {
    return new Tenant(
        name,
        site,
        apiPath,
        aws,
        twilio,
        messageIdStyle,
        otherMessagesPerDay,
        otherMarkets,
        otherFlows,
        logs);
  }

  /** The credential with which its applications send. */
  public String identity() {
    return name + "-messages";
  }

  /**
   * How common a flow is, and how it ends.
   *
   * @param flow the flow
   * @param share of the tenant's messages, 0 to 1
   * @param conversion probability that a delivered code is entered in the best country, 0 to 1
   */
  public record FlowShare(Flow flow, double share, double conversion) {}

  /** The market in a country; the first one where the tenant has no customers there. */
  public Market market(String country) {
    return markets.stream()
        .filter(market -> market.country().equals(country))
        .findFirst()
        .orElse(markets.get(0));
  }
}
