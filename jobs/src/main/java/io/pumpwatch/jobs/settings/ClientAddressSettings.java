package io.pumpwatch.jobs.settings;

import io.pumpwatch.jobs.address.AddressRange;
import java.io.Serializable;
import java.util.List;

/**
 * How the address of the client is found in a web log.
 *
 * @param trustedProxies CIDR ranges whose {@code X-Forwarded-For} is believed; the client is the
 *     last address of the header that is in none of them. By default loopback and private ranges,
 *     since no client of the internet connects from there
 * @param keepPrivateAddresses whether private and loopback addresses of clients are kept; otherwise
 *     they are missing, since one of them stands for many clients
 */
public record ClientAddressSettings(List<String> trustedProxies, boolean keepPrivateAddresses)
    implements Checked, Serializable {

  public ClientAddressSettings {
    trustedProxies = List.copyOf(trustedProxies);
  }

  /** What holds where nothing is set. */
  public static ClientAddressSettings defaults() {
    return new ClientAddressSettings(
        List.of(
            "127.0.0.0/8",
            "10.0.0.0/8",
            "172.16.0.0/12",
            "192.168.0.0/16",
            "100.64.0.0/10",
            "169.254.0.0/16",
            "::1/128",
            "fc00::/7",
            "fe80::/10"),
        false);
  }

  @Override
  public void check(Problems problems) {
    problems.checkEach(
        "trustedProxies",
        trustedProxies,
        ClientAddressSettings::isRange,
        "must be a range of IP addresses such as 10.0.0.0/8");
  }

  private static boolean isRange(String text) {
    try {
      AddressRange.of(text);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
