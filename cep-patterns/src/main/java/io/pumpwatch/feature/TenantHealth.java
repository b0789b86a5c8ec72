package io.pumpwatch.feature;

/**
 * What is known, at a time, of the traffic around a key.
 *
 * @param successIsLogged whether success is logged for keys of this kind, in this tenant and flow,
 *     and the source that logs it is alive: without that, silence of success says nothing
 * @param restCollapsed whether trials in most of the tenant's other countries failed as well in the
 *     last hour: a broken verify page rather than an attack
 * @param requestsLogged whether the tenant's applications log what they are asked for, with the
 *     number: without that, a message that nobody asked for cannot be told
 * @param clientsLogged whether most of what they are asked for comes from a client whose address is
 *     logged: without that, what nobody asked for cannot be told from what a customer did
 * @param countryShare share of the tenant's messages of the last weeks, at least a day, that went
 *     to the key's country, 0 to 1
 * @param concentration how far a block takes more of its country's messages than it used to: {@link
 *     Concentration}, nats; 0 for every other key
 * @param usualConversion share of the number sessions of the key's flow and country that usually
 *     succeed; 0 where that is not known
 */
public record TenantHealth(
    boolean successIsLogged,
    boolean restCollapsed,
    boolean requestsLogged,
    boolean clientsLogged,
    double countryShare,
    double concentration,
    double usualConversion) {

  /** The same with the rest of the tenant collapsed. */
  public TenantHealth collapsed() {
    return new TenantHealth(
        successIsLogged,
        true,
        requestsLogged,
        clientsLogged,
        countryShare,
        concentration,
        usualConversion);
  }
}
