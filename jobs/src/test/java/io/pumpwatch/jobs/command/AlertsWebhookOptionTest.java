package io.pumpwatch.jobs.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alerts are posted wherever the command says, and what is secret is not part of it. */
class AlertsWebhookOptionTest {
  private final List<DetectOptions> runs = new ArrayList<>();

  @TempDir private Path temporary;

  private CommandLineRun detect(String... arguments) {
    List<String> all = new ArrayList<>(List.of("detect", "--output=" + temporary.resolve("out")));
    all.addAll(List.of(arguments));
    DetectCommand command =
        new DetectCommand(
            List.of("canonical"),
            options -> {
              runs.add(options);
              throw new UsageException("not run");
            });
    return CommandLineRun.of(command, all.toArray(String[]::new));
  }

  @Test
  void namesTheEndpoint() {
    detect("--alerts-webhook=https://hooks.example/services/{token}");

    assertThat(runs.get(0).webhook())
        .isEqualTo(new WebhookUrl("https://hooks.example/services/{token}"));
  }

  @Test
  void withoutItNothingIsPosted() {
    detect();

    assertThat(runs.get(0).webhook()).isNull();
  }

  @Test
  void aPasswordIsRefusedAndNotRepeated() {
    CommandLineRun run = detect("--alerts-webhook=https://soc:s3cret@hooks.example/");

    assertThat(run.exitCode()).isEqualTo(ExitCodes.REFUSED);
    assertThat(run.err()).anyMatch(line -> line.contains("must hold no user and no password"));
    assertThat(run.err()).noneMatch(line -> line.contains("s3cret"));
    assertThat(runs).isEmpty();
  }
}
