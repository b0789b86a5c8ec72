package io.pumpwatch.feature;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.FraudRefusal;
import io.pumpwatch.event.SmsEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What was seen of one traffic key over a span of event time. Mutable and mergeable: {@link #merge}
 * is associative, commutative and independent of order to the last bit, because counts and money
 * are longs and sets are sampled by hash.
 */
@TypeInfo(TrafficTallyTypeInfo.Factory.class)
public final class TrafficTally {
  private static final EventType[] TYPES = EventType.values();
  private static final int LONGS_BESIDE_COUNTS = 17;
  private static final int COUNTRIES = 32;
  private static final int SAMPLED_ADDRESSES = 32;
  private static final int SAMPLED_AGENTS = 8;
  private static final int SAMPLED_MESSAGES = 20;

  private final long[] counts = new long[TYPES.length];
  private long sentCost;
  private long requestedCost;
  private long sentEstimated;
  private long requestedEstimated;
  private long verifiedWithClient;
  private long failedTrials;
  private long succeededTrials;
  private long unrequested;
  private long novelFailed;
  private long novelSucceeded;
  private long unaskedFailed;
  private long requestedForNumber;
  private long requestedWithClient;
  private long entries;
  private long entryLogs;
  private long entrySquares;
  private long refusedAsFraud;
  private final DistinctCounter destinations;
  private final DistinctCounter clients;
  private final DistinctCounter users;
  private final DistinctCounter failedNumbers;
  private final DistinctCounter failedCountries;
  private final EvidenceContext context;
  private final ValueSample addresses;
  private final ValueSample agents;
  private final ValueSample messages;

  private TrafficTally(int numberCapacity) {
    this(
        new DistinctCounter(numberCapacity),
        new DistinctCounter(DistinctCounter.DEFAULT_CAPACITY),
        new DistinctCounter(DistinctCounter.DEFAULT_CAPACITY),
        new DistinctCounter(numberCapacity),
        new DistinctCounter(COUNTRIES),
        new EvidenceContext(),
        new ValueSample(SAMPLED_ADDRESSES),
        new ValueSample(SAMPLED_AGENTS),
        new ValueSample(SAMPLED_MESSAGES));
  }

  private TrafficTally(
      DistinctCounter destinations,
      DistinctCounter clients,
      DistinctCounter users,
      DistinctCounter failedNumbers,
      DistinctCounter failedCountries,
      EvidenceContext context,
      ValueSample addresses,
      ValueSample agents,
      ValueSample messages) {
    this.destinations = destinations;
    this.clients = clients;
    this.users = users;
    this.failedNumbers = failedNumbers;
    this.failedCountries = failedCountries;
    this.context = context;
    this.addresses = addresses;
    this.agents = agents;
    this.messages = messages;
  }

  /** An empty tally for that key; a block's keeps every number of the block. */
  public static TrafficTally create(TrafficKey key) {
    return new TrafficTally(key.isBlock() ? (int) key.numbers() : DistinctCounter.DEFAULT_CAPACITY);
  }

  /** An empty tally for a single number. */
  static TrafficTally ofNumber() {
    return new TrafficTally(DistinctCounter.DEFAULT_CAPACITY);
  }

  /** Counts an event as often as its row stands for. */
  public void add(ObservedEvent observed) {
    SmsEvent event = observed.event();
    counts[event.eventType().ordinal()] += event.count();
    switch (event.eventType()) {
      case REQUESTED -> {
        requestedCost += observed.costMicroUsd();
        if (observed.number() != 0) {
          requestedForNumber += event.count();
          requestedWithClient += event.sourceIp() == null ? 0 : event.count();
        }
        requestedEstimated += observed.costIsEstimated() ? event.count() : 0;
      }
      case SENT -> {
        sentCost += observed.costMicroUsd();
        sentEstimated += observed.costIsEstimated() ? event.count() : 0;
      }
      case VERIFIED -> {
        verifiedWithClient += event.sourceIp() == null ? 0 : event.count();
      }
      case BLOCKED -> refusedAsFraud += FraudRefusal.is(event) ? event.count() : 0;
      default -> {}
    }
    context.add(observed);
    if (event.eventType() == EventType.VERIFIED) {
      return;
    }
    if (observed.number() != 0) {
      destinations.add(observed.number());
    }
    if (event.sourceIp() != null) {
      clients.add(event.sourceIp());
    }
    if (event.userId() != null) {
      users.add(event.userId());
    }
    addresses.add(event.sourceIp(), event.count());
    agents.add(event.userAgent(), event.count());
    messages.add(event.messageId(), event.count());
  }

  /** Counts what a number's session decided. */
  public void add(TrialIncrement increment) {
    failedTrials += increment.failed();
    succeededTrials += increment.succeeded();
    unrequested += increment.unrequested();
    if (increment.novel()) {
      novelFailed += increment.failed();
      novelSucceeded += increment.succeeded();
    }
    if (increment.unasked()) {
      unaskedFailed += increment.failed();
    }
    if (increment.entryMillis() > 0) {
      entries++;
      entryLogs += EntryTimes.log(increment.entryMillis());
      entrySquares += EntryTimes.square(increment.entryMillis());
    }
    if (increment.failed() > 0) {
      failedNumbers.add(increment.number());
    }
    context.add(increment);
  }

  /** Counts what a number's session decided together with the country that it is about. */
  public void addWithCountry(TrialIncrement increment) {
    add(increment);
    if (increment.failed() > 0 && increment.country() != null) {
      failedCountries.add(increment.country());
    }
  }

  /** Counts what a number's session decided together with the messages that it is about. */
  public void addWithSends(TrialIncrement increment) {
    add(increment);
    counts[EventType.SENT.ordinal()] += increment.sends();
    sentCost += increment.costMicroUsd();
    if (increment.failed() > 0) {
      destinations.add(increment.number());
    }
  }

  /** Adds all that the other counted; the other stays as it is. */
  public void merge(TrafficTally other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    sentCost += other.sentCost;
    requestedCost += other.requestedCost;
    sentEstimated += other.sentEstimated;
    requestedEstimated += other.requestedEstimated;
    verifiedWithClient += other.verifiedWithClient;
    failedTrials += other.failedTrials;
    succeededTrials += other.succeededTrials;
    unrequested += other.unrequested;
    novelFailed += other.novelFailed;
    novelSucceeded += other.novelSucceeded;
    unaskedFailed += other.unaskedFailed;
    requestedForNumber += other.requestedForNumber;
    requestedWithClient += other.requestedWithClient;
    entries += other.entries;
    entryLogs += other.entryLogs;
    entrySquares += other.entrySquares;
    refusedAsFraud += other.refusedAsFraud;
    destinations.merge(other.destinations);
    clients.merge(other.clients);
    users.merge(other.users);
    failedNumbers.merge(other.failedNumbers);
    failedCountries.merge(other.failedCountries);
    context.merge(other.context);
    addresses.merge(other.addresses);
    agents.merge(other.agents);
    messages.merge(other.messages);
  }

  public TrafficTally copy() {
    TrafficTally copy =
        new TrafficTally(
            destinations.copy(),
            clients.copy(),
            users.copy(),
            failedNumbers.copy(),
            failedCountries.copy(),
            new EvidenceContext(),
            addresses.copy(),
            agents.copy(),
            messages.copy());
    System.arraycopy(counts, 0, copy.counts, 0, counts.length);
    copy.sentCost = sentCost;
    copy.requestedCost = requestedCost;
    copy.sentEstimated = sentEstimated;
    copy.requestedEstimated = requestedEstimated;
    copy.verifiedWithClient = verifiedWithClient;
    copy.failedTrials = failedTrials;
    copy.succeededTrials = succeededTrials;
    copy.unrequested = unrequested;
    copy.novelFailed = novelFailed;
    copy.novelSucceeded = novelSucceeded;
    copy.unaskedFailed = unaskedFailed;
    copy.requestedForNumber = requestedForNumber;
    copy.requestedWithClient = requestedWithClient;
    copy.entries = entries;
    copy.entryLogs = entryLogs;
    copy.entrySquares = entrySquares;
    copy.refusedAsFraud = refusedAsFraud;
    copy.context.merge(context);
    return copy;
  }

  /** Rows of that type, each as often as it stands for. */
  public long count(EventType type) {
    return counts[type.ordinal()];
  }

  /**
   * Messages sent over the span: the greater of what applications asked for and what providers
   * accepted, since each log may lack the other.
   */
  public long sends() {
    return Math.max(count(EventType.REQUESTED), count(EventType.SENT));
  }

  /** Sends and refused attempts. */
  public long attempts() {
    return sends() + count(EventType.BLOCKED);
  }

  /** The attempts that this and the other would have when merged. */
  long attemptsWith(TrafficTally other) {
    long requested = count(EventType.REQUESTED) + other.count(EventType.REQUESTED);
    long sent = count(EventType.SENT) + other.count(EventType.SENT);
    return Math.max(requested, sent) + count(EventType.BLOCKED) + other.count(EventType.BLOCKED);
  }

  /** Money for {@link #sends}, in micro-USD, no message counted twice. */
  public long costMicroUsd() {
    long requested = count(EventType.REQUESTED);
    long sent = count(EventType.SENT);
    // What a cohort's trials take back counts below nothing.
    if (sent >= requested || requested == 0) {
      return sentCost;
    }
    long unsent = requested - sent;
    // Whole units and remainder apart: the product of cost and count is beyond a long.
    return sentCost
        + requestedCost / requested * unsent
        + requestedCost % requested * unsent / requested;
  }

  /** Whether a tariff stood in for any price in {@link #costMicroUsd}. */
  public boolean costIsEstimated() {
    return sentEstimated > 0
        || (count(EventType.REQUESTED) > count(EventType.SENT) && requestedEstimated > 0);
  }

  public long verifiedWithClient() {
    return verifiedWithClient;
  }

  /** Number sessions that failed less those taken back; may be negative over a short span. */
  public long failedTrials() {
    return failedTrials;
  }

  /** Number sessions that succeeded. */
  public long succeededTrials() {
    return succeededTrials;
  }

  /** Number sessions to which a provider accepted a message that nobody had asked for. */
  public long unrequested() {
    return unrequested;
  }

  /** The failed trials among numbers whose block of 10 000 had never answered. */
  public long novelFailed() {
    return novelFailed;
  }

  /** The successful trials among them: first answers of a block. */
  public long novelSucceeded() {
    return novelSucceeded;
  }

  /** The failed trials that no client had asked for. */
  public long unaskedFailed() {
    return unaskedFailed;
  }

  /** Messages that an application was asked for, of rows that name the number. */
  long requestedForNumber() {
    return requestedForNumber;
  }

  /** Those of them that a client with a known address asked for. */
  long requestedWithClient() {
    return requestedWithClient;
  }

  /** Codes whose time from delivery to entry is known. */
  long entries() {
    return entries;
  }

  /** Sum of {@link EntryTimes#log} over them. */
  long entryLogs() {
    return entryLogs;
  }

  /** Sum of {@link EntryTimes#square} over them. */
  long entrySquares() {
    return entrySquares;
  }

  /** Messages that a provider refused because it took them for fraud itself. */
  public long refusedAsFraud() {
    return refusedAsFraud;
  }

  /** Distinct numbers that were sent to or asked for. */
  public DistinctCounter destinations() {
    return destinations;
  }

  public DistinctCounter clients() {
    return clients;
  }

  public DistinctCounter users() {
    return users;
  }

  /** Distinct numbers whose session failed at maturity. */
  public DistinctCounter failedNumbers() {
    return failedNumbers;
  }

  /** Distinct countries of them; counted for clients only. */
  public DistinctCounter failedCountries() {
    return failedCountries;
  }

  public EvidenceContext context() {
    return context;
  }

  /** Client addresses and how many rows carried each, the most frequent of the sample first. */
  public List<Map.Entry<String, Long>> topAddresses(int limit) {
    return addresses.top(limit);
  }

  /** User agents and how many rows carried each, the most frequent of the sample first. */
  public List<Map.Entry<String, Long>> topAgents(int limit) {
    return agents.top(limit);
  }

  /** Example message ids. */
  public List<String> messageIds(int limit) {
    return messages.values(limit);
  }

  void write(DataOutputView out) throws IOException {
    for (long count : counts) {
      BinarySerializer.writeVarLong(out, count);
    }
    BinarySerializer.writeVarLong(out, sentCost);
    BinarySerializer.writeVarLong(out, requestedCost);
    BinarySerializer.writeVarLong(out, sentEstimated);
    BinarySerializer.writeVarLong(out, requestedEstimated);
    BinarySerializer.writeVarLong(out, verifiedWithClient);
    BinarySerializer.writeVarLong(out, failedTrials);
    BinarySerializer.writeVarLong(out, succeededTrials);
    BinarySerializer.writeVarLong(out, unrequested);
    BinarySerializer.writeVarLong(out, novelFailed);
    BinarySerializer.writeVarLong(out, novelSucceeded);
    BinarySerializer.writeVarLong(out, unaskedFailed);
    BinarySerializer.writeVarLong(out, requestedForNumber);
    BinarySerializer.writeVarLong(out, requestedWithClient);
    BinarySerializer.writeVarLong(out, entries);
    BinarySerializer.writeVarLong(out, entryLogs);
    BinarySerializer.writeVarLong(out, entrySquares);
    BinarySerializer.writeVarLong(out, refusedAsFraud);
    BinarySerializer.writeVarLong(out, destinations.capacity());
    destinations.write(out);
    clients.write(out);
    users.write(out);
    failedNumbers.write(out);
    failedCountries.write(out);
    context.write(out);
    addresses.write(out);
    agents.write(out);
    messages.write(out);
  }

  static TrafficTally read(DataInputView in) throws IOException {
    long[] numbers = new long[TYPES.length + LONGS_BESIDE_COUNTS];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = BinarySerializer.readVarLong(in);
    }
    int numberCapacity = (int) BinarySerializer.readVarLong(in);
    DistinctCounter destinations = DistinctCounter.read(in, numberCapacity);
    DistinctCounter clients = DistinctCounter.read(in, DistinctCounter.DEFAULT_CAPACITY);
    DistinctCounter users = DistinctCounter.read(in, DistinctCounter.DEFAULT_CAPACITY);
    DistinctCounter failedNumbers = DistinctCounter.read(in, numberCapacity);
    DistinctCounter failedCountries = DistinctCounter.read(in, COUNTRIES);
    EvidenceContext context = new EvidenceContext();
    context.readFrom(in);
    TrafficTally tally =
        new TrafficTally(
            destinations,
            clients,
            users,
            failedNumbers,
            failedCountries,
            context,
            ValueSample.read(in, SAMPLED_ADDRESSES),
            ValueSample.read(in, SAMPLED_AGENTS),
            ValueSample.read(in, SAMPLED_MESSAGES));
    System.arraycopy(numbers, 0, tally.counts, 0, TYPES.length);
    int next = TYPES.length;
    tally.sentCost = numbers[next++];
    tally.requestedCost = numbers[next++];
    tally.sentEstimated = numbers[next++];
    tally.requestedEstimated = numbers[next++];
    tally.verifiedWithClient = numbers[next++];
    tally.failedTrials = numbers[next++];
    tally.succeededTrials = numbers[next++];
    tally.unrequested = numbers[next++];
    tally.novelFailed = numbers[next++];
    tally.novelSucceeded = numbers[next++];
    tally.unaskedFailed = numbers[next++];
    tally.requestedForNumber = numbers[next++];
    tally.requestedWithClient = numbers[next++];
    tally.entries = numbers[next++];
    tally.entryLogs = numbers[next++];
    tally.entrySquares = numbers[next++];
    tally.refusedAsFraud = numbers[next];
    return tally;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof TrafficTally other
        && Arrays.equals(counts, other.counts)
        && sentCost == other.sentCost
        && requestedCost == other.requestedCost
        && sentEstimated == other.sentEstimated
        && requestedEstimated == other.requestedEstimated
        && verifiedWithClient == other.verifiedWithClient
        && failedTrials == other.failedTrials
        && succeededTrials == other.succeededTrials
        && unrequested == other.unrequested
        && novelFailed == other.novelFailed
        && novelSucceeded == other.novelSucceeded
        && unaskedFailed == other.unaskedFailed
        && requestedForNumber == other.requestedForNumber
        && requestedWithClient == other.requestedWithClient
        && entries == other.entries
        && entryLogs == other.entryLogs
        && entrySquares == other.entrySquares
        && refusedAsFraud == other.refusedAsFraud
        && destinations.equals(other.destinations)
        && clients.equals(other.clients)
        && users.equals(other.users)
        && failedNumbers.equals(other.failedNumbers)
        && failedCountries.equals(other.failedCountries)
        && context.equals(other.context)
        && addresses.equals(other.addresses)
        && agents.equals(other.agents)
        && messages.equals(other.messages);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts) * 31 + destinations.hashCode();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (EventType type : TYPES) {
      if (count(type) > 0) {
        text.append(type.word()).append(' ').append(count(type)).append(", ");
      }
    }
    return text.append(destinations).append(" destinations").toString();
  }
}
