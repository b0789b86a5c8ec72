package io.pumpwatch.jobs.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How names of Java read in a settings file. */
public final class Words {
  private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

  private Words() {}

  /** {@code episode-gap} for the component {@code episodeGap}. */
  public static String ofComponent(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** {@code signup-otp} for the constant {@code SIGNUP_OTP}. */
  public static String ofConstant(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The known word nearest to the given one, where it is near enough to be a slip of the pen. */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT).replace('_', '-');
    int reach = Math.max(2, word.length() / 3);
    return known.stream()
        .filter(candidate -> DISTANCE.apply(lower, candidate) <= reach)
        .min(
            Comparator.<String>comparingInt(candidate -> DISTANCE.apply(lower, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }
}
