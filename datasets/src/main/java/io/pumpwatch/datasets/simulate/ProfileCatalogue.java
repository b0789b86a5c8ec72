package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.attack.LowAndSlow;
import io.pumpwatch.datasets.simulate.attack.ResendAbuse;
import io.pumpwatch.datasets.simulate.attack.ShuffledBlock;
import io.pumpwatch.datasets.simulate.attack.SingleAddressBurst;
import io.pumpwatch.datasets.simulate.lookalike.CampusNat;
import io.pumpwatch.datasets.simulate.lookalike.CarrierOutage;
import io.pumpwatch.datasets.simulate.lookalike.CompanyEnrolment;
import io.pumpwatch.datasets.simulate.lookalike.MarketingCampaign;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import io.pumpwatch.datasets.simulate.world.Tenant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Every profile there is: attacks first, then look-alikes. A new profile gets its line here. */
public final class ProfileCatalogue {

  private static final List<ScheduledProfile> ALL =
      List.of(
          scheduled(new SingleAddressBurst(), Tenants.SHOP, "03:20"),
          scheduled(new ShuffledBlock(), Tenants.RIDE, "13:10"),
          scheduled(new LowAndSlow(), Tenants.RIDE, "04:30"),
          scheduled(new ResendAbuse(), Tenants.BANK, "21:15"),
          scheduled(new MarketingCampaign(), Tenants.RIDE, "10:00"),
          scheduled(new CampusNat(), Tenants.SHOP, "08:45"),
          scheduled(new CompanyEnrolment(), Tenants.RIDE, "11:40"),
          scheduled(new CarrierOutage(), Tenants.BANK, "17:30"));

  private ProfileCatalogue() {}

  /** All of them. */
  public static List<ScheduledProfile> all() {
    return ALL;
  }

  /** The names that can be asked for. */
  public static List<String> names() {
    return ALL.stream().map(ScheduledProfile::name).toList();
  }

  /** The profile of that name; empty where there is none. */
  public static Optional<ScheduledProfile> named(String name) {
    return ALL.stream().filter(scheduled -> scheduled.name().equals(name)).findFirst();
  }

  private static ScheduledProfile scheduled(TrafficProfile profile, Tenant tenant, String start) {
    return new ScheduledProfile(profile, tenant, LocalTime.parse(start));
  }
}
