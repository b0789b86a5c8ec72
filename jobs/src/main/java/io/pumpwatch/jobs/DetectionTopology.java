package io.pumpwatch.jobs;

import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.feature.KeyProfile;
import io.pumpwatch.feature.ObservedEvent;
import io.pumpwatch.feature.TenantMinute;
import io.pumpwatch.feature.TrafficFeatures;
import io.pumpwatch.feature.TrafficKey;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.FindingWindow;
import io.pumpwatch.jobs.baseline.Learning;
import io.pumpwatch.jobs.enrich.Observe;
import io.pumpwatch.jobs.episode.AlertVolumes;
import io.pumpwatch.jobs.episode.EpisodeKey;
import io.pumpwatch.jobs.episode.EpisodeOwner;
import io.pumpwatch.jobs.episode.Episodes;
import io.pumpwatch.jobs.episode.FindingRegister;
import io.pumpwatch.jobs.episode.FindingRevision;
import io.pumpwatch.jobs.episode.InputEnd;
import io.pumpwatch.jobs.episode.InputEnded;
import io.pumpwatch.jobs.episode.VariantEpisodeKey;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.Intake;
import io.pumpwatch.jobs.message.Deduplicate;
import io.pumpwatch.jobs.message.MessageKey;
import io.pumpwatch.jobs.rules.RulesChange;
import io.pumpwatch.jobs.rules.RulesDecision;
import io.pumpwatch.jobs.rules.RulesGate;
import io.pumpwatch.jobs.rules.RulesInForce;
import io.pumpwatch.jobs.rules.RulesInput;
import io.pumpwatch.jobs.rules.RulesReader;
import io.pumpwatch.jobs.tally.BlockFolding;
import io.pumpwatch.jobs.tally.BlockUpdate;
import io.pumpwatch.jobs.tally.EventContribution;
import io.pumpwatch.jobs.tally.NumberBlocks;
import io.pumpwatch.jobs.tally.TallyContribution;
import io.pumpwatch.jobs.tally.TallyFolding;
import io.pumpwatch.jobs.tally.TallyUpdate;
import io.pumpwatch.jobs.tally.TenantHealths;
import io.pumpwatch.jobs.tally.TenantRow;
import io.pumpwatch.jobs.tally.TenantRows;
import io.pumpwatch.jobs.tally.TrafficWindows;
import io.pumpwatch.jobs.tally.TrialContribution;
import io.pumpwatch.jobs.tally.VariantWindows;
import io.pumpwatch.pattern.DetectionRules;
import io.pumpwatch.pattern.PatternMatch;
import io.pumpwatch.pattern.PatternMatchFunction;
import io.pumpwatch.pattern.PatternShape;
import io.pumpwatch.pattern.PumpingPattern;
import io.pumpwatch.pattern.RulesVariants;
import io.pumpwatch.pattern.RulesVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.cep.CEP;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * The one topology of every job that detects, in batch and in streaming.
 *
 * <pre>
 *  source ── intake ─┬─ dead letters, late events
 *                    ├─ input-end ─── rules-gate ── changes of the rules
 *                    │
 *            (deduplicate, ═ by message)
 *                    │
 *                 observe ─┬─ fold-events ───────────────────────────┐
 *                          └─ fold-blocks                            │
 *                                  ║ by block of 10 000              │
 *                            number-blocks ── fold-trials ───────────┤
 *                                  │                                 ║ by traffic key
 *                                  │                          traffic-windows
 *                                  └────────────────┬────────────────┘
 *                                                   ║ by tenant
 *                             rules-gate ══════ tenant-healths ────────────┐
 *                                                                          ║ by traffic key
 *                                                            burst-…  sequential-numbers-…  …
 *                                                                          ║ by pattern and key
 *                                             rules-gate ═════════════ episodes ── finding windows
 *                                                                          ║
 *                                             input-end ═══════════ finding-register ──┬─ findings
 *                                                                          │             │
 *                                             rules-gate ═════════════ alert-volumes ────┘
 * </pre>
 *
 * Up to the folds everything runs in the source's chain; {@code ═} and {@code ║} are shuffles, of
 * slim rows, partial tallies and the few windows that reach a limit. What leaves the rules gate is
 * broadcast to all that judges: numbers, windows, healths and episodes.
 *
 * <p>A job that tries variants of the rules reads, folds and scores once for all of them. Windows
 * then say what each variant reaches; keys with habits of their own have {@code variant-windows};
 * in front of the patterns windows go {@link RulesVariants#apart}, and each variant has a register
 * of its own.
 */
public final class DetectionTopology {
  /** Partial tallies held per fold: a few hundred bytes each. */
  private static final int FOLD_CAPACITY = 50_000;

  private static final TypeInformation<TrafficKey> TRAFFIC_KEY =
      TypeInformation.of(TrafficKey.class);

  private DetectionTopology() {}

  /**
   * What comes out.
   *
   * @param findings revisions of findings
   * @param windows the windows that findings rest on
   * @param deadLetters records that could not be read
   * @param lateEvents events that came later than the source's bound
   * @param rulesDecisions what became of changes of the rules
   */
  public record Outputs(
      DataStream<Finding> findings,
      DataStream<FindingWindow> windows,
      DataStream<DeadLetter> deadLetters,
      DataStream<Decoded> lateEvents,
      DataStream<RulesDecision> rulesDecisions) {}

  /**
   * What windows of traffic come to, before patterns are matched.
   *
   * @param inputEnd tells that the input is at its end
   * @param rulesGate changes of the rules
   * @param blocks windows of blocks of numbers that reach a limit
   * @param windows those of other keys
   * @param features those that stand, the tenant's health known
   */
  record Judged(
      DataStream<Long> inputEnd,
      SingleOutputStreamOperator<RulesChange> rulesGate,
      SingleOutputStreamOperator<TrafficFeatures> blocks,
      SingleOutputStreamOperator<TrafficFeatures> windows,
      SingleOutputStreamOperator<TrafficFeatures> features) {}

  /** Draws the topology of a job that learns from its own traffic alone. */
  public static Outputs define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      Observe observe,
      RulesInput rulesInput,
      String runId) {
    return define(source, deduplicate, observe, rulesInput, Learning.FROM_NOTHING, runId);
  }

  /**
   * Draws the topology behind a source.
   *
   * @param source what was decoded, with timestamps and watermarks
   * @param deduplicate lets each observation of a message count once; empty where every row counts
   * @param observe how destination and cost of an event are found out
   * @param rulesInput the detection rules and their changes
   * @param learning what is known to begin with
   * @param runId of the job run, for the findings
   */
  public static Outputs define(
      DataStream<Decoded> source,
      Optional<Deduplicate> deduplicate,
      Observe observe,
      RulesInput rulesInput,
      Learning learning,
      String runId) {
    RulesReader reader = rulesInput.known().reader();
    boolean triesVariants = reader.triesVariants();
    DetectionRules rules = reader.base();
    SingleOutputStreamOperator<SmsEvent> intake = intake(source);
    Judged judged = judged(intake, observed(intake, deduplicate, observe), rulesInput, learning);
    SingleOutputStreamOperator<FindingRevision> revisions =
        triesVariants
            ? episodes(
                matches(apart(judged.features()), reader)
                    .keyBy(VariantEpisodeKey::of, TypeInformation.of(VariantEpisodeKey.class)),
                judged,
                reader,
                runId)
            : episodes(
                matches(judged.features(), reader)
                    .keyBy(EpisodeKey::of, TypeInformation.of(EpisodeKey.class)),
                judged,
                reader,
                runId);
    SingleOutputStreamOperator<Finding> findings =
        named(
            "finding-register",
            revisions
                .connect(inputEnded(judged.inputEnd(), reader))
                .keyBy(
                    revision -> register(revision.finding(), triesVariants),
                    InputEnded::register,
                    Types.STRING)
                .process(
                    new FindingRegister(
                        rules.patterns().stream().map(PumpingPattern::name).toList()),
                    TypeInformation.of(Finding.class)));
    findings.setParallelism(1);
    SingleOutputStreamOperator<Finding> alertVolumes =
        named(
            "alert-volumes",
            findings
                .keyBy(finding -> register(finding, triesVariants), Types.STRING)
                .connect(judged.rulesGate().broadcast(RulesInForce.changes()))
                .process(
                    new AlertVolumes(new RulesInForce(reader), runId),
                    TypeInformation.of(Finding.class)));
    alertVolumes.setParallelism(1);
    return new Outputs(
        findings.union(alertVolumes),
        revisions.getSideOutput(Episodes.WINDOWS),
        intake.getSideOutput(Intake.DEAD_LETTERS),
        intake.getSideOutput(Intake.LATE_EVENTS),
        judged.rulesGate().getSideOutput(RulesGate.DECISIONS));
  }

  /** Draws what comes between events and patterns. */
  static Judged judged(
      SingleOutputStreamOperator<SmsEvent> intake,
      DataStream<ObservedEvent> events,
      RulesInput rulesInput,
      Learning learning) {
    RulesReader reader = rulesInput.known().reader();
    DetectionRules rules = reader.base();
    DataStream<TallyUpdate> eventTallies =
        fold("fold-events", events, new EventContribution(rules.trials()));
    DataStream<BlockUpdate> blockMinutes =
        named(
            "fold-blocks",
            events.transform(
                "fold-blocks",
                TypeInformation.of(BlockUpdate.class),
                new BlockFolding(rules.trials(), FOLD_CAPACITY)));
    DataStream<Long> inputEnd =
        named("input-end", intake.transform("input-end", Types.LONG, new InputEnd()));

    SingleOutputStreamOperator<RulesChange> rulesGate =
        named(
            "rules-gate",
            inputEnd
                .connect(rulesInput.documents().orElseGet(() -> noDocuments(inputEnd)))
                .transform(
                    "rules-gate",
                    TypeInformation.of(RulesChange.class),
                    new RulesGate(rulesInput.known())));
    rulesGate.setParallelism(1);
    rulesGate.setMaxParallelism(1);
    // In a chain with others, on a single slot, it would lower their maximum too.
    rulesGate.disableChaining();
    BroadcastStream<RulesChange> rulesChanges = rulesGate.broadcast(RulesInForce.changes());

    TypeInformation<TrafficFeatures> featuresType = TypeInformation.of(TrafficFeatures.class);
    SingleOutputStreamOperator<TrafficFeatures> blocks =
        named(
            "number-blocks",
            blockMinutes
                .keyBy(BlockUpdate::block, Types.LONG)
                .connect(rulesChanges)
                .process(
                    new NumberBlocks(rules.trials(), new RulesInForce(reader), learning),
                    featuresType));
    DataStream<TallyUpdate> trialTallies =
        fold("fold-trials", blocks.getSideOutput(NumberBlocks.TRIALS), new TrialContribution());
    DataStream<TallyUpdate> tallies = eventTallies.union(trialTallies);
    boolean triesVariants = reader.triesVariants();
    SingleOutputStreamOperator<TrafficFeatures> windows =
        named(
            "traffic-windows",
            (triesVariants ? withoutHabits(tallies) : tallies)
                .keyBy(TallyUpdate::key, TRAFFIC_KEY)
                .connect(rulesChanges)
                .process(new TrafficWindows(new RulesInForce(reader), learning), featuresType));
    DataStream<TrafficFeatures> reaching = windows.union(blocks);
    DataStream<TenantMinute> minutes = windows.getSideOutput(TrafficWindows.TENANT_MINUTES);
    if (triesVariants) {
      SingleOutputStreamOperator<TrafficFeatures> variantWindows =
          named(
              "variant-windows",
              named("tallies-of-habits", tallies.filter(DetectionTopology::hasHabits))
                  .keyBy(TallyUpdate::key, TRAFFIC_KEY)
                  .connect(rulesChanges)
                  .process(new VariantWindows(new RulesInForce(reader), learning), featuresType));
      reaching = reaching.union(variantWindows);
      minutes = minutes.union(variantWindows.getSideOutput(TrafficWindows.TENANT_MINUTES));
    }
    TypeInformation<TenantRow> rowType = TypeInformation.of(TenantRow.class);
    DataStream<TenantRow> candidates =
        named("candidate-windows", reaching.flatMap(new TenantRows.OfWindows(), rowType));
    DataStream<TenantRow> tenantMinutes =
        named("tenant-minutes", minutes.flatMap(new TenantRows.OfMinutes(), rowType));
    SingleOutputStreamOperator<TrafficFeatures> features =
        named(
            "tenant-healths",
            candidates
                .union(tenantMinutes)
                .keyBy(TenantRow::tenant, Types.STRING)
                .connect(rulesChanges)
                .process(
                    new TenantHealths(rules.trials(), new RulesInForce(reader), learning),
                    featuresType));

    return new Judged(inputEnd, rulesGate, blocks, windows, features);
  }

  private static DataStream<TallyUpdate> withoutHabits(DataStream<TallyUpdate> tallies) {
    return named("tallies-without-habits", tallies.filter(update -> !hasHabits(update)));
  }

  private static boolean hasHabits(TallyUpdate update) {
    return KeyProfile.isKeptFor(update.key());
  }

  private static DataStream<String> noDocuments(DataStream<Long> inputEnd) {
    FlatMapFunction<Long, String> nothing = (end, out) -> {};
    return named("no-rules-documents", inputEnd.flatMap(nothing, Types.STRING));
  }

  /** The events of what was decoded; the rest goes aside. */
  static SingleOutputStreamOperator<SmsEvent> intake(DataStream<Decoded> source) {
    return named("intake", source.process(new Intake(), TypeInformation.of(SmsEvent.class)));
  }

  /** Events as they count: each observation of a message once, with what its number tells. */
  static DataStream<ObservedEvent> observed(
      DataStream<SmsEvent> intake, Optional<Deduplicate> deduplicate, Observe observe) {
    DataStream<SmsEvent> rows =
        deduplicate.map(stage -> deduplicated(intake, stage)).orElse(intake);
    return named("observe", rows.flatMap(observe, TypeInformation.of(ObservedEvent.class)));
  }

  /** Rows without an id of their message pass as they are. */
  private static DataStream<SmsEvent> deduplicated(
      DataStream<SmsEvent> rows, Deduplicate deduplicate) {
    DataStream<SmsEvent> ofMessages =
        named("rows-of-messages", rows.filter(row -> row.messageId() != null));
    DataStream<SmsEvent> others =
        named("rows-without-message", rows.filter(row -> row.messageId() == null));
    return others.union(
        named(
            "deduplicate",
            ofMessages
                .keyBy(MessageKey::of, TypeInformation.of(MessageKey.class))
                .process(deduplicate, TypeInformation.of(SmsEvent.class))));
  }

  private static <T> DataStream<TallyUpdate> fold(
      String word, DataStream<T> elements, TallyContribution<T> contribution) {
    return named(
        word,
        elements.transform(
            word,
            TypeInformation.of(TallyUpdate.class),
            new TallyFolding<>(contribution, FOLD_CAPACITY)));
  }

  private static <K extends EpisodeOwner> SingleOutputStreamOperator<FindingRevision> episodes(
      KeyedStream<PatternMatch, K> matches, Judged judged, RulesReader reader, String runId) {
    return named(
        "episodes",
        matches
            .connect(judged.rulesGate().broadcast(RulesInForce.changes()))
            .process(
                new Episodes<K>(reader.base(), new RulesInForce(reader), runId),
                TypeInformation.of(FindingRevision.class)));
  }

  /** Where findings are placed among others: those of each variant of the rules by themselves. */
  private static String register(Finding finding, boolean triesVariants) {
    return triesVariants ? finding.rulesVersion() : InputEnded.ONLY_REGISTER;
  }

  private static DataStream<InputEnded> inputEnded(DataStream<Long> inputEnd, RulesReader reader) {
    List<String> registers =
        reader.triesVariants()
            ? reader.variants().stream().map(RulesVersion::id).toList()
            : List.of(InputEnded.ONLY_REGISTER);
    FlatMapFunction<Long, InputEnded> each =
        (end, out) -> registers.forEach(register -> out.collect(new InputEnded(register, end)));
    return named("input-ended", inputEnd.flatMap(each, TypeInformation.of(InputEnded.class)));
  }

  /** Windows once for each of the variants of the rules that judge them alike. */
  private static DataStream<TrafficFeatures> apart(DataStream<TrafficFeatures> features) {
    FlatMapFunction<TrafficFeatures, TrafficFeatures> each =
        (window, out) -> RulesVariants.apart(window).forEach(out::collect);
    return named("variants", features.flatMap(each, TypeInformation.of(TrafficFeatures.class)));
  }

  private static DataStream<TrafficFeatures> keyed(
      DataStream<TrafficFeatures> candidates, PumpingPattern pattern, boolean triesVariants) {
    String name = pattern.name();
    return triesVariants
        ? candidates.keyBy(
            window -> VariantEpisodeKey.of(name, window),
            TypeInformation.of(VariantEpisodeKey.class))
        : candidates.keyBy(TrafficFeatures::key, TRAFFIC_KEY);
  }

  private static DataStream<PatternMatch> matches(
      DataStream<TrafficFeatures> features, RulesReader reader) {
    List<DataStream<PatternMatch>> all = new ArrayList<>();
    for (PumpingPattern pattern : reader.base().patterns()) {
      DataStream<TrafficFeatures> candidates =
          named(
              pattern.name() + "-candidates",
              features.filter(
                  window ->
                      pattern.statistics().stream().anyMatch(window.exceedances()::containsKey)));
      for (PatternShape shape : pattern.shapes()) {
        all.add(
            named(
                // State of one structure must not be restored into another.
                String.join("-", pattern.name(), shape.name(), shape.structure()),
                CEP.pattern(keyed(candidates, pattern, reader.triesVariants()), shape.stages())
                    .process(
                        new PatternMatchFunction(pattern.name(), shape.name()),
                        TypeInformation.of(PatternMatch.class))));
      }
    }
    DataStream<PatternMatch> first = all.remove(0);
    return all.stream().reduce(first, DataStream::union);
  }

  private static <T> SingleOutputStreamOperator<T> named(
      String word, SingleOutputStreamOperator<T> operator) {
    return operator.name(word).uid(word);
  }
}
