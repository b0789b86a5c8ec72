package io.pumpwatch.jobs.scenario;

import io.pumpwatch.datasets.sample.SampleFiles;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.format.RawLogFiles;
import io.pumpwatch.jobs.settings.Settings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A folder of raw logs beside the settings that read them.
 *
 * @param folder holds {@code logs/}, {@code settings.yaml} and where they change {@code
 *     rules-changes/}
 */
record LogFolder(Path folder) {

  /** The bundled sample as it is committed. */
  static LogFolder ofSample(Path folder) throws IOException {
    for (String name : SampleFiles.names()) {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      try (InputStream in = SampleFiles.open(name)) {
        Files.copy(in, file);
      }
    }
    return new LogFolder(folder);
  }

  Path logs() {
    return folder.resolve(SampleFiles.LOGS);
  }

  Path settings() {
    return folder.resolve(SampleFiles.SETTINGS);
  }

  Path labels() {
    return folder.resolve(SampleFiles.LABELS);
  }

  Path rulesChanges() {
    return folder.resolve("rules-changes");
  }

  /** All events of the logs, in the order of their time. */
  List<SmsEvent> events() throws IOException {
    Settings settings = SettingsBinder.bind(settings(), Settings.defaults());
    RawLogFiles rawLogs = new RawLogFiles(settings.input());
    List<SmsEvent> events = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(logs())) {
      for (Path file : files) {
        try (DecodedReader log = rawLogs.open(Files.newInputStream(file), file.toString(), null)) {
          for (Decoded next = log.next(); next != null; next = log.next()) {
            if (next.isEvent()) {
              events.add(next.event());
            }
          }
        }
      }
    }
    events.sort(Comparator.comparingLong(SmsEvent::eventTimeMicros));
    return events;
  }
}
