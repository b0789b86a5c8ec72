package io.pumpwatch.finding;

import io.pumpwatch.feature.ClientNetworks;
import io.pumpwatch.feature.Grain;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a finding is about: whose traffic, when, to which numbers and from which clients.
 *
 * @param tenant whose traffic; {@code *} across tenants
 * @param entityKind kind of the entity
 * @param entityValue the entity
 * @param flow where all the evidence agrees, or null
 * @param country where all the evidence agrees, or null
 * @param start of the evidence, milliseconds since the epoch
 * @param until end of the evidence, {@link Long#MAX_VALUE} while the episode goes on
 * @param blocks the numbers that are claimed as such: the entity's; the cohort's; those that a
 *     client or user sent to for the most part. None for an identity or wider
 * @param clients addresses and their networks behind a considerable share of the attempts; for a
 *     client itself and its network
 * @param numbers as in {@link RevisedFinding}
 */
public record Claim(
    String tenant,
    String entityKind,
    String entityValue,
    String flow,
    String country,
    long start,
    long until,
    List<NumberBlock> blocks,
    List<String> clients,
    List<Long> numbers) {
  /** A share that is not there by chance. */
  static final double CONSIDERABLE_SHARE = 0.2;

  private static final String ALL_TENANTS = "*";

  /** What that revision of a finding claims. */
  static Claim of(RevisedFinding revised) {
    Finding finding = revised.finding();
    return new Claim(
        finding.tenant(),
        finding.entityKind(),
        finding.entityValue(),
        finding.flow(),
        finding.country(),
        finding.windowStart().toEpochMilli(),
        Finding.CLOSED.equals(finding.status())
            ? finding.windowEnd().toEpochMilli()
            : Long.MAX_VALUE,
        blocksOf(finding, revised.numbers().size()),
        clientsOf(finding),
        revised.numbers());
  }

  private static List<NumberBlock> blocksOf(Finding finding, int sampled) {
    String kind = finding.entityKind();
    if (kind.equals(EntityBreadth.BLOCK_COHORT)) {
      return blocks(finding.destinationRanges(), 0);
    }
    if (EntityBreadth.isOnNumbers(kind)) {
      int digits = finding.blockDigits() == null ? 0 : finding.blockDigits();
      return NumberBlock.of(finding.entityValue(), digits).stream().toList();
    }
    return EntityBreadth.isClient(kind) || kind.equals(Grain.USER.word())
        ? blocks(finding.destinationRanges(), CONSIDERABLE_SHARE * sampled)
        : List.of();
  }

  private static List<NumberBlock> blocks(List<DestinationRange> ranges, double least) {
    return ranges.stream()
        .filter(range -> range.count() >= least)
        .flatMap(range -> NumberBlock.of(range).stream())
        .toList();
  }

  private static List<String> clientsOf(Finding finding) {
    if (EntityBreadth.isClient(finding.entityKind())) {
      List<String> itself = new ArrayList<>();
      itself.add(finding.entityValue());
      if (finding.entityKind().equals(Grain.SOURCE_IP.word())) {
        addNetwork(finding.entityValue(), itself);
      }
      return itself;
    }
    Map<String, Long> attempts = new TreeMap<>();
    for (ValueCount address : finding.topSourceIps()) {
      String client = ClientNetworks.client(address.value());
      List<String> both = new ArrayList<>(List.of(client));
      addNetwork(client, both);
      both.forEach(one -> attempts.merge(one, address.count(), Long::sum));
    }
    double least = CONSIDERABLE_SHARE * (finding.sends() + finding.blocked());
    attempts.values().removeIf(count -> count < least);
    return List.copyOf(attempts.keySet());
  }

  private static void addNetwork(String client, List<String> to) {
    int slash = client.indexOf('/');
    String network = ClientNetworks.network(slash < 0 ? client : client.substring(0, slash));
    if (network != null) {
      to.add(network);
    }
  }

  boolean isOnNumbers() {
    return EntityBreadth.isOnNumbers(entityKind);
  }

  boolean overlaps(Claim other) {
    return start < other.until && other.start < until;
  }

  /** Whether the traffic may be that of one tenant. */
  boolean meetsTenant(Claim other) {
    return tenant.equals(other.tenant) || tenant.equals(ALL_TENANTS) || other.isAcrossTenants();
  }

  private boolean isAcrossTenants() {
    return tenant.equals(ALL_TENANTS);
  }

  boolean isOfSameEntity(Claim other) {
    return entityKind.equals(other.entityKind) && entityValue.equals(other.entityValue);
  }

  /** Whether one of the blocks of one holds one of the other's. */
  boolean meetsBlocks(Claim other) {
    return blocks.stream().anyMatch(block -> other.blocks.stream().anyMatch(block::meets));
  }

  /** Which of the sampled numbers, by their places, lie in the blocks of the other. */
  BitSet numbersIn(Claim other) {
    BitSet inside = new BitSet(numbers.size());
    for (NumberBlock block : other.blocks) {
      inside.set(place(block.first()), place(block.first() + block.size()));
    }
    return inside;
  }

  /** The share of the sampled numbers that lie in the blocks of any of those claims, 0 to 1. */
  double shareIn(Collection<Claim> claims) {
    if (numbers.isEmpty()) {
      return 0;
    }
    BitSet inside = new BitSet(numbers.size());
    claims.forEach(claim -> inside.or(numbersIn(claim)));
    return inside.cardinality() / (double) numbers.size();
  }

  /** How many of the sampled numbers are less. */
  private int place(long number) {
    int found = Collections.binarySearch(numbers, number);
    return found < 0 ? -found - 1 : found;
  }

  /** Whether one is a client that is behind the other. */
  boolean meetsClient(Claim other) {
    return isClientBehind(other) || other.isClientBehind(this);
  }

  private boolean isClientBehind(Claim other) {
    return EntityBreadth.isClient(entityKind) && other.clients.contains(entityValue);
  }
}
