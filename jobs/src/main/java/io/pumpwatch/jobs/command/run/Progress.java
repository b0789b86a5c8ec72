package io.pumpwatch.jobs.command.run;

import io.pumpwatch.jobs.command.text.Terminal;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells how far a run has come: one line written over and over on a terminal, else a line every ten
 * seconds. It says nothing until it is told what to follow.
 */
public final class Progress implements AutoCloseable {
  private static final Duration ON_A_TERMINAL = Duration.ofMillis(500);
  private static final Duration IN_A_LOG = Duration.ofSeconds(10);
  private static final double MILLIS_PER_SECOND = 1000.0;

  private final PrintWriter out;
  private final boolean writesOver;
  private final Clock clock;
  private final Instant start;
  private final ScheduledExecutorService timer;

  private volatile LongSupplier records;
  private volatile Supplier<String> preparation;
  private Instant lastTime;
  private long lastRecords;
  private int lastLength;

  Progress(PrintWriter out, boolean writesOver, Clock clock) {
    this.out = out;
    this.writesOver = writesOver;
    this.clock = clock;
    this.start = clock.instant();
    this.lastTime = start;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts to tell. */
  public static Progress start(PrintWriter out, Terminal terminal) {
    Progress progress = new Progress(out, terminal.progressLine(), Clock.systemUTC());
    long pause = (terminal.progressLine() ? ON_A_TERMINAL : IN_A_LOG).toMillis();
    var unused =
        progress.timer.scheduleAtFixedRate(progress::tell, pause, pause, TimeUnit.MILLISECONDS);
    return progress;
  }

  /** From now on, tells of these records, counted since the run started; called by any thread. */
  public void follow(LongSupplier recordsSoFar) {
    records = recordsSoFar;
  }

  /**
   * Until there are records to follow, tells of what is done before them; called by any thread.
   *
   * @param state what is done and how far it has come
   */
  public void prepare(Supplier<String> state) {
    preparation = state;
  }

  /** Tells how things stand now. */
  synchronized void tell() {
    LongSupplier source = records;
    Supplier<String> before = preparation;
    if (source != null) {
      say(ofRecords(source));
    } else if (before != null) {
      say(before.get() + ", " + elapsed(clock.instant()));
    }
  }

  private String ofRecords(LongSupplier source) {
    Instant now = clock.instant();
    long count = source.getAsLong();
    double seconds = Math.max(1, Duration.between(lastTime, now).toMillis()) / MILLIS_PER_SECOND;
    String line =
        String.format(
            Locale.ROOT,
            "%,d records, %,.0f a second, %s",
            count,
            Math.max(0, count - lastRecords) / seconds,
            elapsed(now));
    lastTime = now;
    lastRecords = count;
    return line;
  }

  private String elapsed(Instant now) {
    Duration elapsed = Duration.between(start, now);
    return String.format(
        Locale.ROOT,
        "%d:%02d:%02d",
        elapsed.toHours(),
        elapsed.toMinutesPart(),
        elapsed.toSecondsPart());
  }

  private void say(String line) {
    if (writesOver) {
      writeOver(line);
    } else {
      out.println(line);
      out.flush();
    }
  }

  private void writeOver(String line) {
    out.print("\r" + line + " ".repeat(Math.max(0, lastLength - line.length())));
    out.flush();
    lastLength = line.length();
  }

  /** Stops, and takes the line off the terminal. */
  @Override
  public synchronized void close() {
    timer.shutdownNow();
    records = null;
    preparation = null;
    if (lastLength > 0) {
      writeOver("");
      out.print("\r");
      out.flush();
      lastLength = 0;
    }
  }
}
