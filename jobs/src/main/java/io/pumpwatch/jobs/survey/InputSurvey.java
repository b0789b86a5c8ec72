package io.pumpwatch.jobs.survey;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.enrich.BlindSpots;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.IntakeCounters;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.LongCounter;

/** What a sample of the input turned out to be: a mutable tally that takes yields one by one. */
public final class InputSurvey {
  /** The name under which records stand that no format recognises. */
  public static final String UNRECOGNISED = "";

  private static final int MOST_FLOWS = 1_000;

  private record FlowKey(String tenant, String flow) {}

  private final long filesFound;
  private final SortedMap<String, FormatSurvey> formats = new TreeMap<>();
  private final Map<FlowKey, FlowSurvey> flows = new HashMap<>();
  private final Map<String, LongCounter> counts = new TreeMap<>();
  private final IntakeCounters counters = new IntakeCounters(this::counter);
  private long filesRead;
  private long filesCut;

  /** A survey of an input of that many files. */
  public InputSurvey(long filesFound) {
    this.filesFound = filesFound;
  }

  private LongCounter counter(String path) {
    return counts.computeIfAbsent(path, unused -> new LongCounter());
  }

  /** Takes the next yield of a file. */
  public void add(String file, Decoded decoded) {
    counters.count(decoded);
    format(decoded.format() == null ? UNRECOGNISED : decoded.format()).add(file, decoded);
    if (decoded.isEvent()) {
      SmsEvent event = decoded.event();
      FlowKey key = new FlowKey(event.tenant(), event.flow());
      if (flows.size() < MOST_FLOWS || flows.containsKey(key)) {
        flows.merge(
            key,
            new FlowSurvey(event.tenant(), event.flow()).plus(event.eventType()),
            (before, first) -> before.plus(event.eventType()));
      }
    }
  }

  /** Takes a request of a web log that might be about codes but was not read so. */
  public void addIgnoredRequest(String format, String request) {
    format(format).addIgnoredRequest(request);
  }

  /**
   * A file has been read.
   *
   * @param toItsEnd whether nothing of it was left out
   */
  public void addFile(boolean toItsEnd) {
    filesRead++;
    filesCut += toItsEnd ? 0 : 1;
  }

  private FormatSurvey format(String name) {
    return formats.computeIfAbsent(name, unused -> new FormatSurvey());
  }

  /** Files of the input. */
  public long filesFound() {
    return filesFound;
  }

  /** Files that were looked into. */
  public long filesRead() {
    return filesRead;
  }

  /** Files of which only the beginning was read. */
  public long filesCut() {
    return filesCut;
  }

  /** Records read so far. */
  public long records() {
    return formats.values().stream().mapToLong(FormatSurvey::records).sum();
  }

  /** Whether any record could be read. */
  public boolean hasReadableRecords() {
    return formats.values().stream().anyMatch(format -> format.decoded() + format.skipped() > 0);
  }

  /** The formats by name; {@link #UNRECOGNISED} is first where it is there. */
  public SortedMap<String, FormatSurvey> formats() {
    return new TreeMap<>(formats);
  }

  /** The flows of each tenant, in alphabetical order, rows without a flow first. */
  public List<FlowSurvey> flows() {
    return flows.values().stream()
        .sorted(
            Comparator.comparing(FlowSurvey::tenant)
                .thenComparing(
                    FlowSurvey::flow, Comparator.nullsFirst(Comparator.<String>naturalOrder())))
        .toList();
  }

  /** Which patterns will be blind, and what to switch on. */
  public List<String> blindSpots() {
    Map<String, Long> values = new TreeMap<>();
    counts.forEach((path, counter) -> values.put(path, counter.getLocalValue()));
    return BlindSpots.of(values);
  }
}
