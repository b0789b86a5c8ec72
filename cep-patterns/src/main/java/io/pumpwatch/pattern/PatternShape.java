package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.Times;
import org.apache.flink.cep.pattern.WithinType;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;
import org.apache.flink.cep.pattern.conditions.RichCompositeIterativeCondition;

/**
 * One story of a pattern.
 *
 * @param name of the story, kebab-case, unique within the pattern
 * @param stages the CEP pattern, its stages the states of the attack
 */
public record PatternShape(String name, Pattern<TrafficFeatures, ?> stages) {

  /**
   * A hash of the stages' names, order, contiguity, repetition, windows and conditions, the same in
   * every JVM: state of one structure must not be restored into another. Thresholds are no part of
   * it: they are evaluated into the features. A condition that does not say what it demands is
   * refused.
   */
  public String structure() {
    StringBuilder text = new StringBuilder(name);
    for (Pattern<TrafficFeatures, ?> stage = stages; stage != null; stage = stage.getPrevious()) {
      text.append('|')
          .append(stage.getName())
          .append(stage.getQuantifier())
          .append(repetition(stage.getTimes()))
          .append(stage.getWindowSize(WithinType.FIRST_AND_LAST))
          .append(stage.getWindowSize(WithinType.PREVIOUS_AND_CURRENT))
          .append(stage.getAfterMatchSkipStrategy())
          .append(demand(stage.getCondition()))
          .append(demand(stage.getUntilCondition()));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String repetition(Times times) {
    return times == null
        ? ""
        : times.getFrom() + " to " + times.getTo() + " times in " + times.getWindowSize();
  }

  private String demand(IterativeCondition<?> condition) {
    if (condition == null) {
      return "";
    }
    if (condition instanceof RichCompositeIterativeCondition<?> composite) {
      return Arrays.stream(composite.getNestedConditions())
          .map(this::demand)
          .collect(Collectors.joining(", ", composite.getClass().getSimpleName() + "(", ")"));
    }
    String text = condition.toString();
    if (text.equals(
        condition.getClass().getName() + "@" + Integer.toHexString(condition.hashCode()))) {
      throw new IllegalStateException(
          name + ": a condition without toString has no place in a structure: " + text);
    }
    return text;
  }
}
