package io.pumpwatch.jobs.reference;

import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.finding.Finding;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The published rules, and the names that they are scored under. */
public final class ReferenceRules implements Serializable {
  /** The three rules of security monitors together. */
  public static final String SECURITY_MONITORS = "siem-rules";

  private static final long serialVersionUID = 1L;

  private static final long LEAST_MESSAGES_OF_COUNTRY = 30;

  private static final Set<String> OF_SECURITY_MONITORS =
      Set.of(SentinelRequests.REFERENCE, QradarPayloads.REFERENCE, SplunkPublishes.REFERENCE);

  private final TrialRules trials;
  private final List<ReferenceRule> rules;

  /** With what makes a trial of a message, as our own patterns have it. */
  public ReferenceRules(TrialRules trials) {
    this.trials = trials;
    CodeRequests requests = new CodeRequests(trials);
    OtpBudget budget = OtpBudget.published();
    this.rules =
        List.of(
            new SentinelRequests(requests),
            new SentinelSends(),
            new QradarPayloads(requests),
            new SplunkPublishes(),
            new SplunkSignUps(requests),
            new ElasticPublishes(),
            new GitlabDialCodes(),
            new CountrySurge(),
            new CountryConversion(
                ConversionFloor.ofCountry(trials.maturity(), LEAST_MESSAGES_OF_COUNTRY)),
            new CountryBudget(budget),
            new AddressBudget(budget),
            new BlockConversion(ConversionFloor.ofBlock(trials.maturity())));
  }

  TrialRules trials() {
    return trials;
  }

  List<ReferenceRule> rules() {
    return rules;
  }

  ReferenceRule named(String name) {
    return rules.stream()
        .filter(rule -> rule.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no rule " + name));
  }

  /**
   * The findings by the name that they are scored under; those of security monitors also as one.
   */
  public Map<String, List<Finding>> scoredTogether(List<Finding> findings) {
    Map<String, List<Finding>> together = new LinkedHashMap<>();
    together.put(
        SECURITY_MONITORS,
        findings.stream()
            .filter(finding -> OF_SECURITY_MONITORS.contains(finding.pattern()))
            .toList());
    Map<String, List<Finding>> byReference =
        findings.stream().collect(Collectors.groupingBy(Finding::pattern));
    references().forEach(name -> together.put(name, byReference.getOrDefault(name, List.of())));
    return together;
  }

  private Stream<String> references() {
    return rules.stream().map(ReferenceRule::reference).distinct();
  }
}
