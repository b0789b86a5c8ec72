package io.pumpwatch.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.finding.DestinationRange;
import io.pumpwatch.finding.Finding;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.alert.AlertExamples;
import io.pumpwatch.jobs.command.findings.FindingExamples;
import io.pumpwatch.jobs.command.run.OutputDirectory;
import io.pumpwatch.jobs.input.DeadLetter;
import io.pumpwatch.jobs.output.DeadLettersTable;
import io.pumpwatch.jobs.output.FindingWindowsTable;
import io.pumpwatch.jobs.output.FindingsReader;
import io.pumpwatch.jobs.output.FindingsTable;
import io.pumpwatch.jobs.output.LateEvent;
import io.pumpwatch.jobs.output.LateEventsTable;
import io.pumpwatch.jobs.output.ParquetTable;
import io.pumpwatch.jobs.output.ParquetTableReader;
import io.pumpwatch.jobs.output.ParquetTableWriter;
import io.pumpwatch.jobs.output.RulesDecisionsTable;
import io.pumpwatch.jobs.output.TableRewriter.Outcome;
import io.pumpwatch.jobs.output.postgres.CredentialSource;
import io.pumpwatch.jobs.privacy.ErasedNumber;
import io.pumpwatch.jobs.privacy.PrivacyKey;
import io.pumpwatch.jobs.privacy.Pseudonyms;
import io.pumpwatch.jobs.rules.RulesDecision;
import io.pumpwatch.jobs.settings.PrivacySettings;
import io.pumpwatch.jobs.settings.PrivacySettings.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An erased number is in no file of a run; all else is as it was. */
class EraseJobTest {
  private static final String NUMBER = "+24177012345";
  private static final String BLOCK = "+2417701xxxx";
  private static final PrivacyKey KEY =
      PrivacyKey.ofBase64("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");

  @TempDir private Path folder;
  private OutputDirectory output;

  private final Finding about =
      AlertExamples.with(
          AlertExamples.open("about", 1, Severity.HIGH),
          Map.of("entityKind", "destination", "entityValue", NUMBER));
  private final Finding naming =
      AlertExamples.with(
          AlertExamples.open("naming", 1, Severity.HIGH),
          Map.of(
              "destinationRanges",
              List.of(new DestinationRange("+24177012", 2, NUMBER, "+24177012998"))));
  private final Finding other = AlertExamples.open("other", 1, Severity.HIGH);

  @BeforeEach
  void writeTheOutputOfARun() throws IOException {
    output = new OutputDirectory(new org.apache.flink.core.fs.Path(folder.toUri()));
    write(FindingsTable.TABLE, "findings/part-0.parquet", about, naming);
    write(FindingsTable.TABLE, "findings/part-1.parquet", other);
    write(
        FindingWindowsTable.TABLE,
        "finding-windows/part-0.parquet",
        FindingExamples.burst("about").window("surge", 0),
        FindingExamples.burst("naming").window("surge", 0));
    write(
        DeadLettersTable.TABLE,
        "dead-letters/part-0.parquet",
        letter("cut short: " + NUMBER),
        letter("cut short"));
    write(
        LateEventsTable.TABLE,
        "late-events/part-0.parquet",
        late(NUMBER, "m-1"),
        late("+24177099999", "m-" + NUMBER.substring(1)));
    write(
        RulesDecisionsTable.TABLE,
        "rules-decisions/part-0.parquet",
        new RulesDecision(Instant.EPOCH, "v", true, "", "number: " + NUMBER));
    Files.createDirectories(folder.resolve("checkpoints/chk-1"));
    Files.writeString(folder.resolve("report.html"), NUMBER);
    Files.writeString(folder.resolve("scorecard.json"), NUMBER);
  }

  @SafeVarargs
  private <T> void write(ParquetTable<T> table, String file, T... rows) throws IOException {
    Path path = folder.resolve(file);
    Files.createDirectories(path.getParent());
    try (ParquetTableWriter<T> writer =
        ParquetTableWriter.create(table, new org.apache.flink.core.fs.Path(path.toUri()))) {
      for (T row : rows) {
        writer.write(row);
      }
    }
  }

  private static DeadLetter letter(String text) {
    return new DeadLetter("a.log", "line 1", "canonical", "no JSON", text.getBytes(UTF_8), 9);
  }

  private static LateEvent late(String number, String messageId) {
    return new LateEvent(
        SmsEvent.of(Instant.parse("2026-01-05T13:00:00Z"), EventType.SENT)
            .destination(number)
            .messageId(messageId)
            .build(),
        0);
  }

  private static Outcome erase(OutputDirectory from, Optional<PrivacyKey> key) throws IOException {
    return new EraseJob(new FindingsInPostgres(CredentialSource.ENVIRONMENT))
        .inFiles(from, ErasedNumber.of(NUMBER, key));
  }

  private String rows(ParquetTable<?> table, org.apache.flink.core.fs.Path of) throws IOException {
    StringBuilder text = new StringBuilder();
    new ParquetTableReader<>(table, row -> row)
        .readRows(
            of,
            row -> {
              for (String column : table.columnNames()) {
                Object value = row.value(column);
                text.append(value instanceof byte[] bytes ? new String(bytes, UTF_8) : value)
                    .append(' ');
              }
              text.append('\n');
            });
    return text.toString();
  }

  @Test
  void rowsAboutItGoAndInOthersItsBlockStays() throws IOException {
    byte[] untouched = Files.readAllBytes(folder.resolve("findings/part-1.parquet"));

    Outcome outcome = erase(output, Optional.empty());

    assertThat(outcome).isEqualTo(new Outcome(3, 4));
    List<Finding> findings = FindingsReader.latest(output.findings());
    assertThat(findings).extracting(Finding::findingId).containsExactly("naming", "other");
    assertThat(findings.get(0).destinationRanges().get(0).first()).isEqualTo(BLOCK);
    assertThat(findings.get(0).destinationRanges().get(0).last()).isEqualTo("+24177012998");
    assertThat(findings.get(1)).isEqualTo(other);
    assertThat(FindingsReader.windows(output.findingWindows(), "about")).isEmpty();
    assertThat(FindingsReader.windows(output.findingWindows(), "naming")).hasSize(1);
    assertThat(rows(DeadLettersTable.TABLE, output.deadLetters()))
        .doesNotContain(NUMBER)
        .contains("cut short");
    assertThat(rows(LateEventsTable.TABLE, output.lateEvents()))
        .doesNotContain(NUMBER.substring(1))
        .contains("+24177099999");
    assertThat(rows(RulesDecisionsTable.TABLE, output.rulesDecisions()))
        .contains("number: " + BLOCK);
    assertThat(folder.resolve("checkpoints")).doesNotExist();
    assertThat(folder.resolve("report.html")).doesNotExist();
    assertThat(folder.resolve("scorecard.json")).doesNotExist();
    assertThat(folder.resolve("findings/part-1.parquet")).hasBinaryContent(untouched);
  }

  @Test
  void variantsOfTheSettingsForgetItToo() throws IOException {
    write(FindingsTable.TABLE, "variants/mine/findings/part-0.parquet", about, naming);
    Files.writeString(folder.resolve("variants/mine/scorecard.json"), NUMBER);
    Files.writeString(folder.resolve("variants/mine/settings.yaml"), NUMBER);
    Files.writeString(folder.resolve("variants.json"), NUMBER);

    assertThat(erase(output, Optional.empty())).isEqualTo(new Outcome(4, 5));

    assertThat(rows(FindingsTable.TABLE, output.variant("mine").findings()))
        .doesNotContain(NUMBER)
        .contains(BLOCK);
    assertThat(folder.resolve("variants/mine/scorecard.json")).doesNotExist();
    assertThat(folder.resolve("variants/mine/settings.yaml")).doesNotExist();
    assertThat(folder.resolve("variants.json")).doesNotExist();
  }

  @Test
  void aSecondTimeThereIsNothingToDo() throws IOException {
    erase(output, Optional.empty());

    assertThat(erase(output, Optional.empty())).isEqualTo(new Outcome(0, 0));
  }

  @Test
  void whatWasInterruptedIsTakenUp() throws IOException {
    Path part = folder.resolve("findings/part-0.parquet");
    Files.move(part, part.resolveSibling("_rewriting-part-0.parquet"));
    Files.writeString(part.resolveSibling("_rewriting-part-1.parquet"), "half of it");

    erase(output, Optional.empty());

    assertThat(FindingsReader.latest(output.findings()))
        .extracting(Finding::findingId)
        .containsExactly("naming", "other");
    assertThat(folder.resolve("findings")).isDirectoryNotContaining("glob:**_rewriting*");
  }

  @Test
  void itsPseudonymGoesWithItsKey() throws IOException {
    String pseudonym =
        new Pseudonyms(new PrivacySettings(Form.HMAC, Form.KEEP), KEY).number(NUMBER);
    write(
        FindingsTable.TABLE,
        "findings/part-2.parquet",
        AlertExamples.with(about, Map.of("findingId", "hidden", "entityValue", pseudonym)),
        AlertExamples.with(
            other, Map.of("findingId", "told", "explanation", "went to " + pseudonym)));

    erase(output, Optional.empty());
    assertThat(rows(FindingsTable.TABLE, output.findings())).contains(pseudonym);
    erase(output, Optional.of(KEY));

    assertThat(rows(FindingsTable.TABLE, output.findings())).doesNotContain(pseudonym);
    assertThat(FindingsReader.latest(output.findings()))
        .extracting(Finding::findingId)
        .containsExactly("naming", "other", "told");
  }

  @ParameterizedTest
  @ValueSource(strings = {"24177012345", "+241", "+24177012xxx", "", "+0123456789"})
  void whatIsNoNumberIsRefused(String text) {
    assertThatThrownBy(() -> ErasedNumber.of(text, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("E.164");
  }
}
