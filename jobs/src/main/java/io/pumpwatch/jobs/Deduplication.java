package io.pumpwatch.jobs;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.history.HistorySample;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.settings.DeduplicateSettings;
import io.pumpwatch.jobs.settings.DeduplicateSettings.Mode;
import io.pumpwatch.jobs.survey.RepeatedMessages;
import java.io.IOException;
import java.util.Optional;
import org.apache.flink.core.fs.Path;

/**
 * Whether a run lets each observation of a message count once.
 *
 * @param stage what sees to it; empty where every row counts
 * @param decision the same in words, with the reason
 */
record Deduplication(Optional<Deduplicate> stage, String decision) {
  private static final int MOST_FILES = 50;
  private static final int RECORDS_OF_A_FILE = 1_000;

  /** What the state of the stage rests on. */
  String structure() {
    return stage.isPresent() ? "on" : "off";
  }

  /** Decides by the settings, and where these leave it open by a sample of the input. */
  static Deduplication of(DeduplicateSettings settings, DetectSource source) throws IOException {
    if (settings.mode() != Mode.AUTO) {
      return settings.mode() == Mode.ON ? on(settings, "by the settings") : off("by the settings");
    }
    if (source.topicCount() > 1) {
      return on(settings, "several topics are read");
    }
    if (source.files() == null) {
      return off("one topic is read");
    }
    RepeatedMessages repeated = new RepeatedMessages();
    new HistorySample(source.files(), source.rawLogs(), MOST_FILES)
        .read(RECORDS_OF_A_FILE, visit(repeated));
    return repeated
        .reason()
        .map(reason -> on(settings, reason))
        .orElseGet(() -> off("nothing repeated in a sample of the input"));
  }

  private static Deduplication on(DeduplicateSettings settings, String reason) {
    return new Deduplication(Optional.of(new Deduplicate(settings.span())), "on: " + reason);
  }

  private static Deduplication off(String reason) {
    return new Deduplication(Optional.empty(), "off: " + reason);
  }

  private static HistorySample.Visitor visit(RepeatedMessages repeated) {
    return new HistorySample.Visitor() {
      @Override
      public void begins(Path file) {}

      @Override
      public void yields(Decoded decoded) {
        repeated.add(decoded);
      }

      @Override
      public void ends(boolean toItsEnd) {}
    };
  }
}
