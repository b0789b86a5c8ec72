package io.pumpwatch.jobs.settings;

import io.pumpwatch.feature.PriorBaseline;
import io.pumpwatch.feature.TrialRules;
import io.pumpwatch.finding.AlertVolume;
import io.pumpwatch.pattern.BurstPattern;
import io.pumpwatch.pattern.CountrySpreadPattern;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.FalseAlarmBudget;
import io.pumpwatch.pattern.PartialConversionPattern;
import io.pumpwatch.pattern.RepeatFloodPattern;
import io.pumpwatch.pattern.SendToSuccessImbalancePattern;
import io.pumpwatch.pattern.SequentialNumbersPattern;
import io.pumpwatch.pattern.SilentSourcePattern;
import io.pumpwatch.pattern.SpendSurgePattern;
import io.pumpwatch.pattern.UnrequestedSendsPattern;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;

/** The bounds of the detection rules, which are records of the domain and know no settings. */
final class DetectionBounds {
  private static final String PATH = "detection";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Problems problems;

  private DetectionBounds(Problems problems) {
    this.problems = problems;
  }

  static void check(DetectionRules rules, Problems problems) {
    DetectionBounds bounds = new DetectionBounds(problems);
    bounds.falseAlarms(rules.falseAlarms());
    bounds.trials(rules.trials());
    bounds.priors(rules.priors());
    bounds.patterns(PATH, rules);
    bounds.alertVolume(PATH + ".alert-volume.", rules.alertVolume());
    OverrideBounds.check(rules, problems);
    SuppressionBounds.check(rules, problems);
  }

  /** The limits that those rules have because of the override at that path. */
  static void checkOverridden(String path, DetectionRules overridden, Problems problems) {
    new DetectionBounds(problems).patterns(path, overridden);
  }

  private void patterns(String path, DetectionRules rules) {
    burst(path + ".burst.", rules.burst());
    sequentialNumbers(path + ".sequential-numbers.", rules.sequentialNumbers());
    imbalance(path + ".send-to-success-imbalance.", rules.sendToSuccessImbalance());
    partialConversion(path + ".partial-conversion.", rules.partialConversion());
    repeatFlood(path + ".repeat-flood.", rules.repeatFlood());
    unrequestedSends(path + ".unrequested-sends.", rules.unrequestedSends());
    countrySpread(path + ".country-spread.", rules.countrySpread());
    spendSurge(path + ".spend-surge.", rules.spendSurge());
    silentSource(path + ".silent-source.", rules.silentSource());
  }

  private void falseAlarms(FalseAlarmBudget falseAlarms) {
    String at = "detection.false-alarms.";
    bound(at + "per-day", falseAlarms.perDay() >= 0, "must not be negative");
    bound(
        at + "trials-per-day",
        falseAlarms.trialsPerDay() > falseAlarms.perDay(),
        "must be above per-day");
  }

  private void trials(TrialRules trials) {
    String at = "detection.trials.";
    minutes(at + "maturity", trials.maturity());
    minutes(at + "session", trials.session());
    bound(
        at + "session",
        trials.session().compareTo(trials.maturity()) > 0,
        "must be longer than maturity");
    bound(
        at + "memory",
        trials.memory().compareTo(Duration.ofHours(1)) >= 0
            && trials.memory().compareTo(Duration.ofDays(30)) <= 0,
        "must be from 1 h to 30 d");
    bound(at + "least-successes", trials.leastSuccesses() >= 1, "must be at least 1");
  }

  private void priors(PriorBaseline priors) {
    String at = "detection.priors.";
    labels(
        at + "attempts-per-minute",
        priors.attemptsPerMinute(),
        PriorBaseline.defaults().attemptsPerMinute().keySet());
    bound(at + "dispersion", priors.dispersion() > 0, "must be above 0");
    share(at + "conversion", priors.conversion());
  }

  private void burst(String at, BurstPattern burst) {
    labels(at + "floors", burst.floors(), PriorBaseline.defaults().attemptsPerMinute().keySet());
    bound(
        at + "false-alarm-probability",
        burst.falseAlarmProbability() >= 1e-12 && burst.falseAlarmProbability() < 1,
        "must be from 1e-12 to below 1");
    bound(at + "flash-multiple", burst.flashMultiple() >= 1, "must be at least 1");
    share(at + "converting-share", burst.convertingShare());
    minutes(at + "episode-gap", burst.episodeGap());
  }

  private void sequentialNumbers(String at, SequentialNumbersPattern sequential) {
    bound(at + "significance", sequential.significance() > 0, "must be above 0");
    bound(at + "least-numbers", sequential.leastNumbers() >= 2, "must be at least 2");
    bound(at + "unanswered-trials", sequential.unansweredTrials() >= 1, "must be at least 1");
    share(at + "unanswered-conversion", sequential.unansweredConversion());
    bound(at + "unlogged-multiple", sequential.unloggedMultiple() >= 1, "must be at least 1");
    minutes(at + "patience", sequential.patience());
    minutes(at + "episode-gap", sequential.episodeGap());
  }

  private void imbalance(String at, SendToSuccessImbalancePattern imbalance) {
    labels(at + "limits", imbalance.limits(), SendToSuccessImbalancePattern.WATCHABLE);
    bound(at + "least-numbers", imbalance.leastNumbers() >= 1, "must be at least 1");
    bound(at + "least-concentrated", imbalance.leastConcentrated() >= 1, "must be at least 1");
    bound(
        at + "concentration-weight", imbalance.concentrationWeight() >= 0, "must not be negative");
    bound(at + "refusal-weight", imbalance.refusalWeight() >= 0, "must not be negative");
    share(at + "greatest-conversion", imbalance.greatestConversion());
    share(at + "purity", imbalance.purity());
    persisting(at, imbalance.persistence(), imbalance.patience());
    minutes(at + "episode-gap", imbalance.episodeGap());
  }

  private void partialConversion(String at, PartialConversionPattern partial) {
    bound(at + "significance", partial.significance() > 0, "must be above 0");
    bound(at + "concentration", partial.concentration() >= 0, "must not be negative");
    bound(at + "least-trials", partial.leastTrials() >= 1, "must be at least 1");
    share(at + "least-conversion", partial.leastConversion());
    persisting(at, partial.persistence(), partial.patience());
    minutes(at + "episode-gap", partial.episodeGap());
  }

  private void repeatFlood(String at, RepeatFloodPattern flood) {
    bound(at + "repeated-sends", flood.repeatedSends() >= 1, "must be at least 1");
    bound(
        at + "unanswered-sends",
        flood.unansweredSends() > flood.repeatedSends(),
        "must be above repeated-sends");
    bound(at + "least-minutes", flood.leastMinutes() >= 1, "must be at least 1");
    bound(at + "unlogged-multiple", flood.unloggedMultiple() >= 1, "must be at least 1");
    persisting(at, flood.persistence(), flood.patience());
    minutes(at + "episode-gap", flood.episodeGap());
  }

  private void unrequestedSends(String at, UnrequestedSendsPattern unrequested) {
    bound(
        at + "unrequested-sessions", unrequested.unrequestedSessions() >= 1, "must be at least 1");
    bound(
        at + "counting-sessions",
        unrequested.countingSessions() >= unrequested.unrequestedSessions(),
        "must not be below unrequested-sessions");
    minutes(at + "patience", unrequested.patience());
    minutes(at + "episode-gap", unrequested.episodeGap());
  }

  private void countrySpread(String at, CountrySpreadPattern spread) {
    bound(at + "countries", spread.countries() >= 2, "must be at least 2");
    bound(at + "evidence", spread.evidence() >= 0, "must not be negative");
    share(at + "greatest-conversion", spread.greatestConversion());
    minutes(at + "patience", spread.patience());
    minutes(at + "episode-gap", spread.episodeGap());
  }

  private void spendSurge(String at, SpendSurgePattern spend) {
    labels(at + "floors", spend.floors(), SpendSurgePattern.defaults().floors().keySet());
    bound(at + "multiple", spend.multiple() >= 1, "must be at least 1");
    bound(at + "evidence", spend.evidence() >= 0, "must not be negative");
    share(at + "purity", spend.purity());
    persisting(at, spend.persistence(), spend.patience());
    minutes(at + "episode-gap", spend.episodeGap());
  }

  private void silentSource(String at, SilentSourcePattern silent) {
    bound(at + "missing-rows", silent.missingRows() >= 1, "must be at least 1");
    minutes(at + "patience", silent.patience());
    minutes(at + "episode-gap", silent.episodeGap());
  }

  private void alertVolume(String at, AlertVolume volume) {
    bound(at + "least-findings", volume.leastFindings() >= 1, "must be at least 1");
    bound(at + "multiple", volume.multiple() >= 1, "must be at least 1");
    bound(at + "days", volume.days() >= 1 && volume.days() <= 28, "must be from 1 to 28");
  }

  private void persisting(String at, Duration persistence, Duration patience) {
    bound(at + "persistence", !persistence.isNegative(), "must not be negative");
    minutes(at + "patience", patience);
    bound(at + "patience", patience.compareTo(persistence) > 0, "must be longer than persistence");
  }

  /** All windows are minutes, so what is measured in them has to be. */
  private void minutes(String path, Duration value) {
    bound(
        path,
        value.compareTo(MINUTE) >= 0 && value.toMillis() % MINUTE.toMillis() == 0,
        "must be a whole number of minutes, at least 1");
  }

  private void share(String path, double value) {
    bound(path, value >= 0 && value <= 1, "must be from 0 to 1");
  }

  private void labels(String path, Map<String, ? extends Number> values, Collection<String> known) {
    values.forEach(
        (label, value) -> {
          String at = Problems.join(path, label);
          if (!known.contains(label)) {
            problems.report(at, "unknown key; known here: " + String.join(", ", known));
          }
          bound(at, value.doubleValue() > 0, "must be above 0");
        });
  }

  private void bound(String path, boolean holds, String message) {
    if (!holds && !problems.refused(path)) {
      problems.reportValue(path, message);
    }
  }
}
