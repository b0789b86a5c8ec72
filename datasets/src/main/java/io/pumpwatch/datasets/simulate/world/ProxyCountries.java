package io.pumpwatch.datasets.simulate.world;

import java.util.List;

/** Where residential proxies are rented: countries with many of them. */
final class ProxyCountries {

  static final List<String> ALL =
      List.of("ID", "IN", "BR", "VN", "PK", "BD", "TR", "MX", "PH", "EG", "US", "UA");

  private ProxyCountries() {}
}
