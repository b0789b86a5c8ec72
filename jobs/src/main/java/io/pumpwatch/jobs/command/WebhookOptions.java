package io.pumpwatch.jobs.command;

import io.pumpwatch.jobs.alert.webhook.WebhookSecrets;
import io.pumpwatch.jobs.alert.webhook.WebhookUrl;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The option that has a run post its alerts. */
final class WebhookOptions {
  @Option(
      names = "--alerts-webhook",
      paramLabel = "URL",
      converter = UrlConverter.class,
      description = {
        "Post every finding that alerts here, as it opens, changes and closes, in events of OCSF or"
            + " as a line for a chat (settings alerts.webhook).",
        "Secrets stand in the environment, or the names of files with them: "
            + WebhookSecrets.SECRET
            + "[_FILE] signs the requests, "
            + WebhookSecrets.TOKEN
            + "[_FILE] goes into the header Authorization, or where the URL has "
            + WebhookUrl.TOKEN
            + "."
      })
  private WebhookUrl url;

  /** Where to post; null for nowhere. */
  WebhookUrl url() {
    return url;
  }

  /** Reads a URL; one that is refused is not repeated, since it may hold a secret. */
  static final class UrlConverter implements ITypeConverter<WebhookUrl> {
    @Override
    public WebhookUrl convert(String text) {
      try {
        return new WebhookUrl(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }
}
