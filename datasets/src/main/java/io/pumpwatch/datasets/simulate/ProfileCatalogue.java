package io.pumpwatch.datasets.simulate;

import io.pumpwatch.datasets.simulate.attack.AscendingNumbers;
import io.pumpwatch.datasets.simulate.attack.BlockHopping;
import io.pumpwatch.datasets.simulate.attack.CompromisedKey;
import io.pumpwatch.datasets.simulate.attack.HumanFarm;
import io.pumpwatch.datasets.simulate.attack.InsideBiggestCountry;
import io.pumpwatch.datasets.simulate.attack.InsideCampaign;
import io.pumpwatch.datasets.simulate.attack.InterleavedBlocks;
import io.pumpwatch.datasets.simulate.attack.LowAndSlow;
import io.pumpwatch.datasets.simulate.attack.ManyCountries;
import io.pumpwatch.datasets.simulate.attack.PartlyConverting;
import io.pumpwatch.datasets.simulate.attack.PasswordResetFlood;
import io.pumpwatch.datasets.simulate.attack.Pulses;
import io.pumpwatch.datasets.simulate.attack.RandomLiveNumbers;
import io.pumpwatch.datasets.simulate.attack.ResendAbuse;
import io.pumpwatch.datasets.simulate.attack.ResidentialSwarm;
import io.pumpwatch.datasets.simulate.attack.SeveralTenants;
import io.pumpwatch.datasets.simulate.attack.ShuffledBlock;
import io.pumpwatch.datasets.simulate.attack.SingleAddressBurst;
import io.pumpwatch.datasets.simulate.attack.SlowRamp;
import io.pumpwatch.datasets.simulate.attack.StridedNumbers;
import io.pumpwatch.datasets.simulate.attack.VoiceCodes;
import io.pumpwatch.datasets.simulate.lookalike.BrokenVerifyPage;
import io.pumpwatch.datasets.simulate.lookalike.CampusNat;
import io.pumpwatch.datasets.simulate.lookalike.CarrierGradeNat;
import io.pumpwatch.datasets.simulate.lookalike.CarrierOutage;
import io.pumpwatch.datasets.simulate.lookalike.CompanyEnrolment;
import io.pumpwatch.datasets.simulate.lookalike.ContinuousIntegration;
import io.pumpwatch.datasets.simulate.lookalike.CustomerMigration;
import io.pumpwatch.datasets.simulate.lookalike.DaylightSaving;
import io.pumpwatch.datasets.simulate.lookalike.DisasterRecoveryDrill;
import io.pumpwatch.datasets.simulate.lookalike.FlashSale;
import io.pumpwatch.datasets.simulate.lookalike.HealthCheck;
import io.pumpwatch.datasets.simulate.lookalike.LoadTest;
import io.pumpwatch.datasets.simulate.lookalike.LowIntentGiveaway;
import io.pumpwatch.datasets.simulate.lookalike.MarketingCampaign;
import io.pumpwatch.datasets.simulate.lookalike.NewCountry;
import io.pumpwatch.datasets.simulate.lookalike.ProductLaunch;
import io.pumpwatch.datasets.simulate.lookalike.RetryStorm;
import io.pumpwatch.datasets.simulate.lookalike.ReverificationCampaign;
import io.pumpwatch.datasets.simulate.lookalike.UnroutedRange;
import io.pumpwatch.datasets.simulate.lookalike.ViralInTailCountry;
import io.pumpwatch.datasets.simulate.profile.TrafficProfile;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** Every profile there is: attacks first, then look-alikes. A new profile gets its line here. */
public final class ProfileCatalogue {

  private static final String SHOP = Tenants.SHOP.name();
  private static final String BANK = Tenants.BANK.name();
  private static final String RIDE = Tenants.RIDE.name();

  private static final List<ScheduledProfile> ALL =
      List.of(
          scheduled(new SingleAddressBurst(), SHOP, "03:20"),
          scheduled(new ShuffledBlock(), RIDE, "13:10"),
          scheduled(new LowAndSlow(), RIDE, "04:30"),
          scheduled(new ResendAbuse(), BANK, "21:15"),
          scheduled(new AscendingNumbers(), SHOP, "14:40"),
          scheduled(new InterleavedBlocks(), RIDE, "08:10"),
          scheduled(new StridedNumbers(), BANK, "02:20"),
          scheduled(new ResidentialSwarm(), SHOP, "00:15"),
          scheduled(new ManyCountries(), RIDE, "19:10"),
          scheduled(new PartlyConverting(), SHOP, "19:30"),
          scheduled(new InsideCampaign(), RIDE, "16:20"),
          scheduled(new SlowRamp(), BANK, "06:30"),
          scheduled(new CompromisedKey(), SHOP, "02:10"),
          scheduled(new PasswordResetFlood(), BANK, "12:20"),
          scheduled(new VoiceCodes(), RIDE, "01:10"),
          scheduled(new SeveralTenants(), BANK, "09:20"),
          scheduled(new InsideBiggestCountry(), SHOP, "13:30"),
          scheduled(new BlockHopping(), RIDE, "17:40"),
          scheduled(new Pulses(), BANK, "14:10"),
          scheduled(new RandomLiveNumbers(), SHOP, "18:20"),
          scheduled(new HumanFarm(), RIDE, "05:10"),
          scheduled(new MarketingCampaign(), RIDE, "10:00"),
          scheduled(new CampusNat(), SHOP, "08:45"),
          scheduled(new CompanyEnrolment(), RIDE, "11:40"),
          scheduled(new CarrierOutage(), BANK, "17:30"),
          scheduled(new ProductLaunch(), SHOP, "09:10"),
          scheduled(new CarrierGradeNat(), RIDE, "15:20"),
          scheduled(new LoadTest(), BANK, "04:10"),
          scheduled(new RetryStorm(), SHOP, "16:10"),
          scheduled(new DisasterRecoveryDrill(), BANK, "07:10"),
          scheduled(new BrokenVerifyPage(), SHOP, "11:30"),
          scheduled(new NewCountry(), RIDE, "06:40"),
          scheduled(new HealthCheck(), BANK, "00:05"),
          scheduled(new FlashSale(), SHOP, "20:10"),
          scheduled(new DaylightSaving(), RIDE, "01:00"),
          scheduled(new CustomerMigration(), BANK, "08:20"),
          scheduled(new ReverificationCampaign(), RIDE, "12:30"),
          scheduled(new ContinuousIntegration(), SHOP, "07:20"),
          scheduled(new ViralInTailCountry(), SHOP, "17:10"),
          scheduled(new UnroutedRange(), BANK, "10:20"),
          scheduled(new LowIntentGiveaway(), RIDE, "14:20"));

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

  private static ScheduledProfile scheduled(TrafficProfile profile, String tenant, String start) {
    return new ScheduledProfile(profile, tenant, LocalTime.parse(start));
  }
}
