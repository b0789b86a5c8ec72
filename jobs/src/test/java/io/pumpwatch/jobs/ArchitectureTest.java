package io.pumpwatch.jobs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.pumpwatch.pattern.PumpingPattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The arrows of the design: what may know what. */
@AnalyzeClasses(packages = "io.pumpwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] DOMAIN = {
    "io.pumpwatch.event..",
    "io.pumpwatch.feature..",
    "io.pumpwatch.pattern..",
    "io.pumpwatch.finding.."
  };

  @ArchTest
  static final ArchRule domainKnowsNeitherDataNorJobs =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.pumpwatch.datasets..", "io.pumpwatch.jobs..");

  @ArchTest
  static final ArchRule dataSetsKnowNoJobs =
      noClasses()
          .that()
          .resideInAPackage("io.pumpwatch.datasets..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pumpwatch.jobs..");

  @ArchTest
  static final ArchRule domainTouchesNoWorld =
      noClasses()
          .that()
          .resideInAnyPackage(DOMAIN)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.fasterxml..",
              "org.apache.parquet..",
              "org.apache.hadoop..",
              "org.apache.kafka..",
              "org.apache.flink.connector..",
              "org.apache.flink.table..",
              "java.nio.file..",
              "java.net.http..",
              "java.sql..");

  @ArchTest
  static final ArchRule eventsStandAlone =
      noClasses()
          .that()
          .resideInAPackage("io.pumpwatch.event..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.pumpwatch.feature..", "io.pumpwatch.pattern..", "io.pumpwatch.finding..");

  @ArchTest
  static final ArchRule featuresKnowNoPatterns =
      noClasses()
          .that()
          .resideInAPackage("io.pumpwatch.feature..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.pumpwatch.pattern..", "io.pumpwatch.finding..");

  @ArchTest
  static final ArchRule inputKnowsNoDetection =
      noClasses()
          .that()
          .resideInAPackage("io.pumpwatch.jobs.input..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.pumpwatch.feature..",
              "io.pumpwatch.pattern..",
              "io.pumpwatch.jobs.tally..",
              "io.pumpwatch.jobs.episode..",
              "io.pumpwatch.jobs.command..");

  @ArchTest
  static final ArchRule onlyTheCommandLineKnowsCommands =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.pumpwatch.jobs.input..",
              "io.pumpwatch.jobs.enrich..",
              "io.pumpwatch.jobs.tally..",
              "io.pumpwatch.jobs.episode..",
              "io.pumpwatch.jobs.alert..",
              "io.pumpwatch.jobs.backtest..",
              "io.pumpwatch.jobs.benchmark..",
              "io.pumpwatch.jobs.reference..",
              "io.pumpwatch.jobs.report..",
              "io.pumpwatch.jobs.output..",
              "io.pumpwatch.jobs.settings..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pumpwatch.jobs.command..");

  @ArchTest
  static final ArchRule tablesAndTheBenchmarkKnowSql =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.pumpwatch.jobs.output.postgres..", "io.pumpwatch.jobs.benchmark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..");

  @ArchTest
  static final ArchRule onePackageKnowsIceberg =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.pumpwatch.jobs.output.iceberg..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.iceberg..", "io.pumpwatch.jobs.output.iceberg..");

  @ArchTest
  static final ArchRule theArchiveAndTheBenchmarkKnowTables =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "io.pumpwatch.jobs.output.iceberg..", "io.pumpwatch.jobs.benchmark..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.flink.table..", "org.apache.flink.formats..");

  @ArchTest
  static final ArchRule packagesFormNoCycles =
      slices().matching("io.pumpwatch.jobs.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule packagesAreNounsOfTheDomain =
      noClasses()
          .should()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..manager..");

  @ArchTest
  static final ArchRule classesAreNoDrawers =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager");

  @ArchTest
  static final ArchRule oneClassMakesEnvironments =
      noClasses()
          .that()
          .doNotHaveSimpleName("FlinkEnvironment")
          .should()
          .callMethod(StreamExecutionEnvironment.class, "getExecutionEnvironment")
          .orShould()
          .callMethod(
              StreamExecutionEnvironment.class, "getExecutionEnvironment", Configuration.class)
          .orShould()
          .callMethod(StreamExecutionEnvironment.class, "createLocalEnvironment")
          .orShould()
          .callMethod(
              StreamExecutionEnvironment.class,
              "createLocalEnvironment",
              int.class,
              Configuration.class);

  @ArchTest
  static final ArchRule patternsAreRecords =
      classes().that().implement(PumpingPattern.class).should().beRecords().andShould().bePublic();
}
