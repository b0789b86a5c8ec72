package io.pumpwatch.datasets.simulate;

import static io.pumpwatch.datasets.simulate.world.Flow.LOGIN_OTP;
import static io.pumpwatch.datasets.simulate.world.Flow.NOTIFICATION;
import static io.pumpwatch.datasets.simulate.world.Flow.PASSWORD_RESET;
import static io.pumpwatch.datasets.simulate.world.Flow.SIGNUP_OTP;

import io.pumpwatch.datasets.simulate.log.AccessLog;
import io.pumpwatch.datasets.simulate.log.ApplicationLog;
import io.pumpwatch.datasets.simulate.log.CognitoTrail;
import io.pumpwatch.datasets.simulate.log.SnsDeliveryLog;
import io.pumpwatch.datasets.simulate.log.TwilioMessageEvents;
import io.pumpwatch.datasets.simulate.log.TwilioVerifyEvents;
import io.pumpwatch.datasets.simulate.world.AwsAccount;
import io.pumpwatch.datasets.simulate.world.Market;
import io.pumpwatch.datasets.simulate.world.MessageIdStyle;
import io.pumpwatch.datasets.simulate.world.Tenant;
import io.pumpwatch.datasets.simulate.world.Tenant.FlowShare;
import io.pumpwatch.datasets.simulate.world.TwilioAccount;
import io.pumpwatch.event.EventType;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The simulated organisations. Together their logs cover every format that is simulated. */
public final class Tenants {

  /** A web shop: its web server's log has the clients, its SNS delivery log the numbers. */
  public static final Tenant SHOP =
      new Tenant(
          "shop",
          "shop.example",
          "/shop/v1",
          new AwsAccount(
              "111122223333", "eu-west-1", "eu-west-1_shop00001", "1shop0example0client00001"),
          twilio("a1"),
          MessageIdStyle.UUID,
          4000,
          List.of(
              market("DE", "Europe/Berlin", 0.34, 0.97),
              market("FR", "Europe/Paris", 0.17, 0.95),
              market("NL", "Europe/Amsterdam", 0.11, 1.00),
              market("ES", "Europe/Madrid", 0.09, 0.93),
              market("IT", "Europe/Rome", 0.08, 0.92),
              market("PL", "Europe/Warsaw", 0.07, 0.95),
              market("GB", "Europe/London", 0.05, 0.98),
              market("SE", "Europe/Stockholm", 0.04, 1.00),
              market("PT", "Europe/Lisbon", 0.02, 0.94),
              market("US", "America/New_York", 0.015, 0.95),
              market("BR", "America/Sao_Paulo", 0.008, 0.88),
              market("IN", "Asia/Kolkata", 0.005, 0.85),
              market("AU", "Australia/Sydney", 0.002, 0.97)),
          List.of(
              new FlowShare(SIGNUP_OTP, 0.30, 0.80),
              new FlowShare(LOGIN_OTP, 0.42, 0.93),
              new FlowShare(PASSWORD_RESET, 0.13, 0.85),
              new FlowShare(NOTIFICATION, 0.15, 0)),
          List.of(new AccessLog(), new SnsDeliveryLog()));

  /** A bank: Cognito asks for the codes, its custom SMS sender hands them to Twilio. */
  public static final Tenant BANK =
      new Tenant(
          "bank",
          "bank.example",
          "/bank/v1",
          new AwsAccount(
              "444455556666", "eu-west-2", "eu-west-2_bank00001", "2bank0example0client00002"),
          twilio("b2"),
          MessageIdStyle.TWILIO_MESSAGE,
          3200,
          List.of(
              market("GB", "Europe/London", 0.62, 0.98),
              market("IE", "Europe/Dublin", 0.12, 0.98),
              market("IN", "Asia/Kolkata", 0.07, 0.88),
              market("NG", "Africa/Lagos", 0.05, 0.84),
              market("US", "America/Chicago", 0.05, 0.95),
              market("ZA", "Africa/Johannesburg", 0.03, 0.88),
              market("PL", "Europe/Warsaw", 0.03, 0.95),
              market("AU", "Australia/Melbourne", 0.02, 0.97),
              market("ES", "Europe/Madrid", 0.01, 0.93)),
          List.of(
              new FlowShare(SIGNUP_OTP, 0.08, 0.82),
              new FlowShare(LOGIN_OTP, 0.66, 0.95),
              new FlowShare(PASSWORD_RESET, 0.10, 0.86),
              new FlowShare(NOTIFICATION, 0.16, 0)),
          List.of(new CognitoTrail(), new TwilioMessageEvents()));

  /**
   * A ride service: Twilio Verify logs codes sent and entered, its own application what was asked
   * for and what was delivered; both name the number.
   */
  public static final Tenant RIDE =
      new Tenant(
          "ride",
          "ride.example",
          "/ride/v1",
          new AwsAccount(
              "777788889999", "us-east-1", "us-east-1_ride00001", "3ride0example0client00003"),
          twilio("c3"),
          MessageIdStyle.TWILIO_VERIFICATION,
          2800,
          List.of(
              market("GB", "Europe/London", 0.30, 0.97),
              market("BR", "America/Sao_Paulo", 0.19, 0.90),
              market("US", "America/Los_Angeles", 0.15, 0.94),
              market("IN", "Asia/Kolkata", 0.11, 0.86),
              market("ZA", "Africa/Johannesburg", 0.08, 0.88),
              market("FR", "Europe/Paris", 0.06, 0.95),
              market("NG", "Africa/Lagos", 0.05, 0.82),
              market("PT", "Europe/Lisbon", 0.03, 0.94),
              market("AU", "Australia/Sydney", 0.02, 0.96),
              market("IE", "Europe/Dublin", 0.01, 0.97)),
          List.of(
              new FlowShare(SIGNUP_OTP, 0.38, 0.78),
              new FlowShare(LOGIN_OTP, 0.40, 0.92),
              new FlowShare(PASSWORD_RESET, 0.07, 0.84),
              new FlowShare(NOTIFICATION, 0.15, 0)),
          List.of(
              new TwilioVerifyEvents(),
              ApplicationLog.of(
                  EnumSet.of(
                      EventType.REQUESTED,
                      EventType.BLOCKED,
                      EventType.DELIVERED,
                      EventType.UNDELIVERED))));

  /** All of them, in a fixed order. */
  public static final List<Tenant> ALL = List.of(SHOP, BANK, RIDE);

  private Tenants() {}

  private static Market market(String country, String zone, double share, double conversion) {
    return new Market(country, ZoneId.of(zone), share, conversion);
  }

  private static TwilioAccount twilio(String ending) {
    String zeros = "0".repeat(29);
    return new TwilioAccount(
        "AC" + zeros + '0' + ending,
        "MG" + zeros + '0' + ending,
        Map.of(
            SIGNUP_OTP, "VA" + zeros + '1' + ending,
            LOGIN_OTP, "VA" + zeros + '2' + ending,
            PASSWORD_RESET, "VA" + zeros + '3' + ending));
  }
}
