package io.pumpwatch.datasets.simulate;

import static io.pumpwatch.datasets.simulate.world.Flow.LOGIN_OTP;
import static io.pumpwatch.datasets.simulate.world.Flow.NOTIFICATION;
import static io.pumpwatch.datasets.simulate.world.Flow.PASSWORD_RESET;
import static io.pumpwatch.datasets.simulate.world.Flow.SIGNUP_OTP;

import io.pumpwatch.datasets.simulate.world.Assumptions;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.Tenant.FlowShare;
import java.time.ZoneId;
import java.util.List;

/**
 * The organisations of the sample with everything else about them changed: at home where messages
 * are dear and convert less, one of them large and one small, many sign-ups, a long tail, and
 * attackers who rent blocks ten times as large in other countries.
 */
final class EmergingMarkets {

  static final Assumptions ASSUMPTIONS =
      new Assumptions(
          "emerging-markets",
          List.of(
              TailMarkets.of(shop(), 0.15),
              TailMarkets.of(bank(), 0.02),
              TailMarkets.of(ride(), 0.25)),
          List.of("AZ", "KG", "TJ", "MG", "GA", "SN", "CI", "MA", "UA", "PE", "LK", "TN"),
          4,
          5);

  private EmergingMarkets() {}

  private static Tenant shop() {
    return Tenants.SHOP.with(
        1500,
        List.of(
            market("ID", "Asia/Jakarta", 0.48, 0.84),
            market("PH", "Asia/Manila", 0.22, 0.80),
            market("MY", "Asia/Kuala_Lumpur", 0.15, 0.90),
            market("VN", "Asia/Ho_Chi_Minh", 0.10, 0.82),
            market("SG", "Asia/Singapore", 0.05, 1.00)),
        List.of(
            new FlowShare(SIGNUP_OTP, 0.52, 0.74),
            new FlowShare(LOGIN_OTP, 0.28, 0.88),
            new FlowShare(PASSWORD_RESET, 0.10, 0.78),
            new FlowShare(NOTIFICATION, 0.10, 0)));
  }

  private static Tenant bank() {
    return Tenants.BANK.with(
        8000,
        List.of(
            market("IN", "Asia/Kolkata", 0.86, 0.90),
            market("AE", "Asia/Dubai", 0.06, 0.97),
            market("BD", "Asia/Dhaka", 0.05, 0.82),
            market("GB", "Europe/London", 0.03, 0.98)),
        List.of(
            new FlowShare(SIGNUP_OTP, 0.04, 0.80),
            new FlowShare(LOGIN_OTP, 0.50, 0.92),
            new FlowShare(PASSWORD_RESET, 0.06, 0.82),
            new FlowShare(NOTIFICATION, 0.40, 0)));
  }

  private static Tenant ride() {
    return Tenants.RIDE.with(
        700,
        List.of(
            market("NG", "Africa/Lagos", 0.45, 0.80),
            market("KE", "Africa/Nairobi", 0.25, 0.86),
            market("GH", "Africa/Accra", 0.15, 0.83),
            market("ZA", "Africa/Johannesburg", 0.10, 0.92),
            market("EG", "Africa/Cairo", 0.05, 0.78)),
        List.of(
            new FlowShare(SIGNUP_OTP, 0.45, 0.76),
            new FlowShare(LOGIN_OTP, 0.47, 0.86),
            new FlowShare(PASSWORD_RESET, 0.06, 0.79),
            new FlowShare(NOTIFICATION, 0.02, 0)));
  }

  private static Market market(String country, String zone, double share, double conversion) {
    return new Market(country, ZoneId.of(zone), share, conversion);
  }
}
