package io.pumpwatch.jobs.input.format;

/**
 * What a row knows about whose traffic it is, beyond what its event carries; a null is unknown.
 *
 * @param account cloud or provider account id
 * @param service the part of the account that sent
 * @param host host of the request
 * @param path path of the request
 */
public record TrafficOrigin(String account, String service, String host, String path) {
  static final TrafficOrigin UNKNOWN = new TrafficOrigin(null, null, null, null);

  static TrafficOrigin ofAccount(String account, String service) {
    return new TrafficOrigin(account, service, null, null);
  }

  static TrafficOrigin ofRequest(String host, String path) {
    return new TrafficOrigin(null, null, host, path);
  }
}
