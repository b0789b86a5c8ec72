package io.pumpwatch.jobs.episode;

import io.pumpwatch.finding.Finding;
import io.pumpwatch.jobs.suppression.Suppression;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.suppression.AllowListEntry;
import java.io.Serializable;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each revision what holds it back, and warns, once for each, of entries of the allow list
 * that have run out while their traffic goes on.
 */
final class RevisionSuppression implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(RevisionSuppression.class);

  private final Set<String> warnedOf = new HashSet<>();

  /** The revision with what holds it back by those rules. */
  FindingRevision decide(FindingRevision revision, DetectionRules rules) {
    Suppression suppression = Suppression.of(rules);
    Finding finding = revision.finding();
    Optional<String> entry = suppression.of(finding);
    if (entry.isEmpty()) {
      suppression.lapsed(finding).ifPresent(this::warn);
    }
    return revision.suppressedBy(entry.orElse(null));
  }

  private void warn(AllowListEntry lapsed) {
    if (warnedOf.add(lapsed.name())) {
      LOG.warn(
          "Entry {} of the allow list held until {} and no longer holds findings back;"
              + " its owner is {}",
          lapsed.name(),
          lapsed.until(),
          lapsed.owner());
    }
  }
}
