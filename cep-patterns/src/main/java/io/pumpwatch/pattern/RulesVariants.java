package io.pumpwatch.pattern;

import io.pumpwatch.feature.Baseline;
import io.pumpwatch.feature.Exceedance;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.LogSource;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.feature.VariantExceedances;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Several variants of the rules that judge the same windows side by side. They may differ in what
 * reaches a limit and in what becomes of it, in nothing that windows are made by. A pattern that
 * several variants give the same limits is asked once for all of them, and what they reach alike
 * travels as one.
 */
public final class RulesVariants implements Judge, Serializable {
  /** How many there may be: each is a bit. */
  public static final int MOST = Long.SIZE;

  private static final long serialVersionUID = 1L;
  private final Baseline baseline;
  private final List<Judging> judgings;
  private final long all;

  /**
   * A way in which some variants judge.
   *
   * @param number of it
   * @param variants a bit each
   * @param pattern its limits
   */
  private record Judging(int number, long variants, VariantPattern pattern)
      implements Serializable {}

  /**
   * Variants that are told apart by their place in the list.
   *
   * @param variants rules in effect, at most {@link #MOST}
   */
  public RulesVariants(List<DetectionRules> variants) {
    if (variants.isEmpty() || variants.size() > MOST) {
      throw new IllegalArgumentException("1 to " + MOST + " variants, not " + variants.size());
    }
    baseline = variants.get(0).baseline();
    all = -1L >>> (Long.SIZE - variants.size());
    judgings = new ArrayList<>();
    for (PumpingPattern pattern : variants.get(0).patterns()) {
      Map<VariantPattern, Long> alike = new LinkedHashMap<>();
      for (int i = 0; i < variants.size(); i++) {
        DetectionRules rules = variants.get(i);
        if (rules.mode(pattern) != PatternMode.OFF) {
          alike.merge(
              VariantPattern.of(rules, pattern.name()), bit(i), (one, other) -> one | other);
        }
      }
      alike.forEach((limits, judges) -> judgings.add(new Judging(judgings.size(), judges, limits)));
    }
  }

  private static long bit(int variant) {
    return 1L << variant;
  }

  /** Every variant, a bit each. */
  public long all() {
    return all;
  }

  @Override
  public Baseline baseline() {
    return baseline;
  }

  @Override
  public TrafficFeatures evaluate(TrafficFeatures features) {
    return evaluate(features, all);
  }

  /** The same for those variants alone, a bit each. */
  public TrafficFeatures evaluate(TrafficFeatures features, long among) {
    List<VariantExceedances> reached = new ArrayList<>();
    for (Judging judging : judgings) {
      long variants = judging.variants() & among;
      if (variants != 0) {
        Map<String, Exceedance> exceedances =
            judging.pattern().judging(features).exceedances(features);
        if (!exceedances.isEmpty()) {
          reached.add(new VariantExceedances(judging.number(), variants, exceedances));
        }
      }
    }
    return reached.isEmpty() ? features : features.withVariants(reached);
  }

  @Override
  public TrafficFeatures evaluateSilence(TrafficFeatures empty, Map<LogSource, Long> missingRows) {
    List<VariantExceedances> reached = new ArrayList<>();
    for (Judging judging : judgings) {
      if (judging.pattern().judging(empty) instanceof SilentSourcePattern silent) {
        Map<String, Exceedance> exceedances = silent.missing(missingRows);
        if (!exceedances.isEmpty()) {
          reached.add(new VariantExceedances(judging.number(), judging.variants(), exceedances));
        }
      }
    }
    return empty.withVariants(reached);
  }

  @Override
  public List<TrafficFeatures> claims(List<TrafficFeatures> scored) {
    Map<TrafficKey, List<VariantExceedances>> claims = new HashMap<>();
    for (Judging judging : judgings) {
      List<TrafficFeatures> reaching = new ArrayList<>();
      for (TrafficFeatures features : scored) {
        for (VariantExceedances alike : features.variants()) {
          if (alike.judging() == judging.number()) {
            reaching.add(features.withExceedances(alike.exceedances()));
          }
        }
      }
      if (!reaching.isEmpty()) {
        for (TrafficFeatures claim : BlockClaims.of(reaching, List.of(judging.pattern().usual()))) {
          claims
              .computeIfAbsent(claim.key(), unused -> new ArrayList<>())
              .add(
                  new VariantExceedances(
                      judging.number(), judging.variants(), claim.exceedances()));
        }
      }
    }
    return scored.stream()
        .filter(features -> claims.containsKey(features.key()))
        .map(features -> features.withVariants(claims.get(features.key())))
        .toList();
  }

  @Override
  public TrafficFeatures confirm(TrafficFeatures candidate) {
    List<VariantExceedances> standing = new ArrayList<>();
    for (VariantExceedances alike : candidate.variants()) {
      TrafficFeatures reached = candidate.withExceedances(alike.exceedances());
      Map<String, Exceedance> exceedances =
          judgings.get(alike.judging()).pattern().judging(candidate).standing(reached);
      if (!exceedances.isEmpty()) {
        standing.add(new VariantExceedances(alike.judging(), alike.variants(), exceedances));
      }
    }
    return candidate.withVariants(standing);
  }

  /**
   * The window once for each of those that judge it alike, with what they reach. Of one key and
   * pattern it is always the same variants that come together: those of a key with habits of its
   * own each alone, because these may have learnt different ones.
   */
  public static List<TrafficFeatures> apart(TrafficFeatures features) {
    List<TrafficFeatures> apart = new ArrayList<>();
    for (VariantExceedances alike : features.variants()) {
      TrafficFeatures reached = features.withExceedances(alike.exceedances());
      if (KeyProfile.isKeptFor(features.key())) {
        for (int variant : numbers(alike.variants())) {
          apart.add(reached.withVariants(List.of(alone(alike, bit(variant)))));
        }
      } else {
        apart.add(reached.withVariants(List.of(alone(alike, alike.variants()))));
      }
    }
    return apart;
  }

  private static VariantExceedances alone(VariantExceedances alike, long variants) {
    return new VariantExceedances(alike.judging(), variants, Map.of());
  }

  /** The places of those variants in the list. */
  public static List<Integer> numbers(long variants) {
    List<Integer> numbers = new ArrayList<>();
    for (long left = variants; left != 0; left &= left - 1) {
      numbers.add(Long.numberOfTrailingZeros(left));
    }
    return numbers;
  }
}
