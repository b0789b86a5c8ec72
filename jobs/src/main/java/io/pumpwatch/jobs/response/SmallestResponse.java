package io.pumpwatch.jobs.response;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The fewest entities of an incident's alerting findings that would have stopped it.
 *
 * <p>Greedy, as for any set cover: numbers, clients and accounts first, among them those with few
 * known people, then the one that accounts for most; whatever it accounts for to {@value #COVERED}
 * is done with. Networks, countries, flows and tenants come in only where the others together do
 * not account for their findings. At most {@value #MOST_CANDIDATES} findings, the greatest, are
 * looked at, and {@value #MOST_CHOSEN} entities chosen.
 */
final class SmallestResponse {
  /** The share of a finding's messages from which on it is accounted for. */
  static final double COVERED = 0.8;

  /** The share of known people among an entity's messages from which on it is not to be blocked. */
  static final double KNOWN_PEOPLE = 0.05;

  static final int MOST_CANDIDATES = 100;
  static final int MOST_CHOSEN = 50;

  private static final Comparator<ResponseCandidate> GREATEST_FIRST =
      Comparator.comparingLong(ResponseCandidate::sends)
          .reversed()
          .thenComparing(ResponseCandidate::findingId);

  private final List<ResponseCandidate> chosen = new ArrayList<>();

  private SmallestResponse() {}

  /** Those whose entities are to be acted on: a function of the set, not of its order. */
  static List<ResponseCandidate> of(Collection<ResponseCandidate> findings) {
    List<ResponseCandidate> candidates =
        findings.stream()
            .filter(ResponseCandidate::alerting)
            .sorted(GREATEST_FIRST)
            .limit(MOST_CANDIDATES)
            .toList();
    SmallestResponse response = new SmallestResponse();
    response.choosePrecise(candidates);
    response.leaveOutWhatOthersHold();
    response.chooseWide(candidates);
    return response.chosen;
  }

  /** Whether known people are a good part of what it would stop. */
  static boolean holdsKnownPeople(ResponseCandidate candidate) {
    return candidate.legitimate() != null
        && candidate.legitimate() > KNOWN_PEOPLE * candidate.sends();
  }

  private void choosePrecise(List<ResponseCandidate> candidates) {
    List<ResponseCandidate> open =
        new ArrayList<>(candidates.stream().filter(ResponseCandidate::isPrecise).toList());
    while (!open.isEmpty() && chosen.size() < MOST_CHOSEN) {
      List<ResponseCandidate> left = List.copyOf(open);
      chosen.add(
          left.stream()
              .min(
                  Comparator.comparing(SmallestResponse::holdsKnownPeople)
                      .thenComparing(
                          Comparator.<ResponseCandidate>comparingLong(
                                  candidate -> accountedFor(candidate, left))
                              .reversed())
                      .thenComparing(GREATEST_FIRST))
              .orElseThrow());
      open.removeIf(this::isCovered);
    }
  }

  private static long accountedFor(
      ResponseCandidate candidate, List<ResponseCandidate> candidates) {
    return candidates.stream()
        .filter(other -> candidate.shareOf(other) >= COVERED)
        .mapToLong(ResponseCandidate::sends)
        .sum();
  }

  /** A wide block may be chosen after a narrow one that it holds. */
  private void leaveOutWhatOthersHold() {
    chosen.removeIf(
        candidate ->
            chosen.stream().anyMatch(other -> other != candidate && other.shareOf(candidate) == 1));
  }

  private void chooseWide(List<ResponseCandidate> candidates) {
    candidates.stream()
        .filter(candidate -> !candidate.isPrecise())
        .sorted(Comparator.comparing(ResponseCandidate::grain).thenComparing(GREATEST_FIRST))
        .filter(candidate -> !isCovered(candidate))
        .forEach(chosen::add);
  }

  /** Shares of numbers add up, so do those of clients; both may be of the same messages. */
  private boolean isCovered(ResponseCandidate candidate) {
    double byNumbers = 0;
    double byOthers = 0;
    for (ResponseCandidate one : chosen) {
      double share = one.shareOf(candidate);
      if (one.isOfNumbers()) {
        byNumbers += share;
      } else {
        byOthers += share;
      }
    }
    return Math.max(byNumbers, byOthers) >= COVERED;
  }
}
