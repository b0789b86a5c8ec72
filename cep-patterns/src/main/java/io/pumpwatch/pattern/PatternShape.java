package io.pumpwatch.pattern;

import io.pumpwatch.feature.TrafficFeatures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.flink.cep.pattern.Pattern;

/**
 * One story of a pattern.
 *
 * @param name of the story, kebab-case, unique within the pattern
 * @param stages the CEP pattern, its stages the states of the attack
 */
public record PatternShape(String name, Pattern<TrafficFeatures, ?> stages) {

  /**
   * A hash of the stages' names, order, contiguity, windows and conditions: state of one structure
   * must not be restored into another.
   */
  public String structure() {
    StringBuilder text = new StringBuilder(name);
    for (Pattern<TrafficFeatures, ?> stage = stages; stage != null; stage = stage.getPrevious()) {
      text.append('|')
          .append(stage.getName())
          .append(stage.getQuantifier())
          .append(stage.getTimes())
          .append(stage.getWindowSize())
          .append(stage.getAfterMatchSkipStrategy())
          .append(stage.getCondition() == null ? "" : stage.getCondition().toString());
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
}
