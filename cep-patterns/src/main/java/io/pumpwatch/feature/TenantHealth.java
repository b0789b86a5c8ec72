package io.pumpwatch.feature;

/**
 * What is known, at a time, of the traffic around a key.
 *
 * @param successIsLogged whether success is logged for keys of this kind, in this tenant and flow,
 *     and the source that logs it is alive: without that, silence of success says nothing
 * @param restCollapsed whether trials in most of the tenant's other countries failed as well in the
 *     last hour: a broken verify page rather than an attack
 */
public record TenantHealth(boolean successIsLogged, boolean restCollapsed) {}
