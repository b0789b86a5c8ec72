package io.pumpwatch.jobs.input.history;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.DeadCause;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.input.RawLogs;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Collectors;

/**
 * The simplest raw log: one record a line, which is the milliseconds of its events, comma between,
 * or {@code -} for a record that is not about messages; anything else is a dead letter.
 */
public final class LineLogs implements RawLogs {

  /** The name of the format. */
  public static final String FORMAT = "lines";

  /** Writes a log with one event a line. */
  public static Path write(Path file, List<Long> millis) throws IOException {
    return Files.writeString(
        file, millis.stream().map(time -> time + "\n").collect(Collectors.joining()));
  }

  @Override
  public DecodedReader open(InputStream in, String file, String format) {
    return new Reader(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)), file);
  }

  private static final class Reader implements DecodedReader {
    private final BufferedReader lines;
    private final String file;
    private final Queue<Decoded> rest = new ArrayDeque<>();
    private int line;

    Reader(BufferedReader lines, String file) {
      this.lines = lines;
      this.file = file;
    }

    @Override
    public Decoded next() throws IOException {
      if (!rest.isEmpty()) {
        return rest.remove();
      }
      String text = lines.readLine();
      if (text == null) {
        return null;
      }
      line++;
      if (text.equals("-")) {
        return Decoded.skipped(FORMAT);
      }
      try {
        for (String millis : text.split(",", -1)) {
          rest.add(
              Decoded.event(
                  FORMAT,
                  rest.isEmpty(),
                  SmsEvent.ofMicros(Long.parseLong(millis) * 1000, EventType.SENT)
                      .messageId(file.substring(file.lastIndexOf('/') + 1) + ":" + line)
                      .build()));
        }
        return rest.remove();
      } catch (NumberFormatException e) {
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        return Decoded.dead(
            DeadCause.MALFORMED,
            new DeadLetter(file, "line " + line, FORMAT, "not a number", raw, raw.length));
      }
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
