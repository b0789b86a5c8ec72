package io.pumpwatch.jobs.input.format;

import java.util.Locale;

/** The id of an Azure resource, {@code /subscriptions/…/resourceGroups/…/providers/…/name}. */
final class AzureResource {
  private static final String SUBSCRIPTIONS = "subscriptions";

  private AzureResource() {}

  /** The subscription is the account, the resource's own name the service. */
  static TrafficOrigin origin(String id) {
    if (id == null) {
      return TrafficOrigin.UNKNOWN;
    }
    String[] parts = id.split("/", -1);
    boolean ofSubscription =
        parts.length > 2 && SUBSCRIPTIONS.equals(parts[1].toLowerCase(Locale.ROOT));
    return TrafficOrigin.ofAccount(ofSubscription ? parts[2] : null, parts[parts.length - 1]);
  }
}
