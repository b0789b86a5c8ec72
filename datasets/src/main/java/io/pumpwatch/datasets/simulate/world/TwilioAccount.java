package io.pumpwatch.datasets.simulate.world;

import java.util.Map;

/**
 * The names under which a tenant appears in the logs of Twilio.
 *
 * @param accountSid the account
 * @param messagingServiceSid the sender pool of plain messages
 * @param verifyServiceSids one Verify service per flow that carries a code
 */
public record TwilioAccount(
    String accountSid, String messagingServiceSid, Map<Flow, String> verifyServiceSids) {

  public TwilioAccount {
    verifyServiceSids = Map.copyOf(verifyServiceSids);
  }
}
