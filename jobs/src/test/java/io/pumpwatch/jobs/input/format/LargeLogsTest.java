package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.DecodedReader;
import io.pumpwatch.jobs.settings.InputSettings;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logs that would not fit into memory, made while they are read. */
class LargeLogsTest {
  private static final int LINE_BYTES = 200 << 20;
  private static final int TRAIL_BYTES = 100 << 20;
  private static final int BOUND_BYTES = 16 << 20;

  private static final String EVENT =
      json("{'event_time':'2026-03-01T12:00:00Z','event_type':'sent'}");
  private static final String CALL =
      json(
          "{'eventTime':'2026-03-01T12:00:00Z','eventSource':'cognito-idp.amazonaws.com',"
              + "'eventName':'SignUp','sourceIPAddress':'203.0.113.9',"
              + "'requestParameters':{'clientId':'c1'},'responseElements':null}");

  /** A text, another one over and over, and a third; counts how much of it has been taken. */
  private static final class RepeatingText extends InputStream {
    private final List<byte[]> texts;
    private final long[] times;
    private int text;
    private int position;
    private long taken;

    RepeatingText(String head, String middle, long times, String tail) {
      this.texts =
          List.of(head, middle, tail).stream()
              .map(part -> part.getBytes(StandardCharsets.UTF_8))
              .toList();
      this.times = new long[] {1, times, 1};
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      while (text < texts.size() && times[text] == 0) {
        text++;
      }
      if (text == texts.size()) {
        return -1;
      }
      byte[] current = texts.get(text);
      int count = Math.min(length, current.length - position);
      System.arraycopy(current, position, bytes, offset, count);
      position += count;
      if (position == current.length) {
        position = 0;
        times[text]--;
      }
      taken += count;
      return count;
    }
  }

  private static DecodedReader open(InputStream in) throws IOException {
    return new RawLogFiles(InputSettings.defaults()).open(in, ReadLog.FILE, null);
  }

  private static long allocatedBytes() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }

  @Test
  void aLineLargerThanMemoryCostsItselfOnly() throws IOException {
    String chunk = "x".repeat(1 << 20);
    RepeatingText log =
        new RepeatingText(EVENT + "\n", chunk, LINE_BYTES / chunk.length(), "\n" + EVENT + "\n");
    try (DecodedReader reader = open(log)) {
      assertThat(reader.next().isEvent()).isTrue();
      long before = allocatedBytes();
      Decoded dead = reader.next();
      assertThat(allocatedBytes() - before).as("bytes allocated").isLessThan(BOUND_BYTES);
      assertThat(dead.deadLetter().rawLength()).isEqualTo(LINE_BYTES);
      assertThat(dead.deadLetter().raw()).hasSizeLessThanOrEqualTo(4096);
      assertThat(dead.deadLetter().reason()).startsWith("it is longer than");
      assertThat(reader.next().isEvent()).isTrue();
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void aTrailInOneLineIsReadRecordByRecord() throws IOException {
    String record = CALL + ",";
    long records = TRAIL_BYTES / record.length();
    RepeatingText log = new RepeatingText("{\"Records\":[", record, records, CALL + "]}");
    try (DecodedReader reader = open(log)) {
      assertThat(reader.next().isEvent()).isTrue();
      assertThat(log.taken).as("bytes taken for the first record").isLessThan(1 << 20);
      long read = 1;
      for (Decoded decoded = reader.next(); decoded != null; decoded = reader.next()) {
        read += decoded.isEvent() ? 1 : 0;
      }
      assertThat(read).isEqualTo(records + 1);
    }
  }
}
