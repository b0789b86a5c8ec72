package io.pumpwatch.finding;

import io.pumpwatch.feature.Grain;
import java.util.List;
import java.util.Set;

/** Which kind of entity is wider than which. */
final class EntityBreadth {
  /** Many small blocks claimed together; they stand in the finding's ranges. */
  static final String BLOCK_COHORT = "block_cohort";

  private static final List<String> NARROW_TO_WIDE =
      List.of(
          Grain.DESTINATION.word(),
          Grain.DESTINATION_BLOCK.word(),
          Grain.DESTINATION_RANGE.word(),
          BLOCK_COHORT,
          Grain.NETWORK.word(),
          Grain.COUNTRY.word(),
          Grain.FLOW.word(),
          Grain.TENANT.word(),
          Grain.SOURCE_IP.word(),
          Grain.SOURCE_NETWORK.word(),
          Grain.IDENTITY.word());

  private static final int WIDEST_THAT_STANDS_ALONE =
      NARROW_TO_WIDE.indexOf(Grain.DESTINATION_BLOCK.word());

  private static final Set<String> ON_NUMBERS =
      Set.copyOf(NARROW_TO_WIDE.subList(0, NARROW_TO_WIDE.indexOf(BLOCK_COHORT) + 1));

  private static final Set<String> AREAS =
      Set.of(Grain.NETWORK.word(), Grain.COUNTRY.word(), Grain.FLOW.word(), Grain.TENANT.word());

  private static final Set<String> CLIENTS =
      Set.of(Grain.SOURCE_IP.word(), Grain.SOURCE_NETWORK.word());

  private EntityBreadth() {}

  /** The place of a kind, from narrow to wide; that of a user comes before all. */
  static int of(String kind) {
    return NARROW_TO_WIDE.indexOf(kind);
  }

  /** A number, a block, a range or a cohort of blocks. */
  static boolean isOnNumbers(String kind) {
    return ON_NUMBERS.contains(kind);
  }

  /** A network, country, flow or tenant: many have to do with it who have not with each other. */
  static boolean isArea(String kind) {
    return AREAS.contains(kind);
  }

  static boolean isClient(String kind) {
    return CLIENTS.contains(kind);
  }

  /** Whether findings on narrower entities may account for one on such an entity. */
  static boolean canBeExplained(String kind) {
    return of(kind) > WIDEST_THAT_STANDS_ALONE;
  }
}
