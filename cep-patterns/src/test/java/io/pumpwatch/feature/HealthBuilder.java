package io.pumpwatch.feature;

/** What is known of a tenant: healthy, and of no country of its own, but for what is said. */
public final class HealthBuilder {
  private boolean successIsLogged = true;
  private boolean restCollapsed;
  private boolean requestsLogged = true;
  private boolean clientsLogged = true;
  private double countryShare;
  private double concentration;
  private double usualConversion;

  private HealthBuilder() {}

  public static HealthBuilder healthy() {
    return new HealthBuilder();
  }

  public HealthBuilder successIsNotLogged() {
    successIsLogged = false;
    return this;
  }

  public HealthBuilder restCollapsed() {
    restCollapsed = true;
    return this;
  }

  public HealthBuilder requestsAreNotLogged() {
    requestsLogged = false;
    return this;
  }

  public HealthBuilder clientsAreNotLogged() {
    clientsLogged = false;
    return this;
  }

  public HealthBuilder countryShare(double value) {
    countryShare = value;
    return this;
  }

  public HealthBuilder concentration(double nats) {
    concentration = nats;
    return this;
  }

  public HealthBuilder usualConversion(double share) {
    usualConversion = share;
    return this;
  }

  public TenantHealth build() {
    return new TenantHealth(
        successIsLogged,
        restCollapsed,
        requestsLogged,
        clientsLogged,
        countryShare,
        concentration,
        usualConversion);
  }
}
