package io.pumpwatch.jobs.input.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.input.Decoded;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.TrafficMapping;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LogFormatsTest {
  private static final RecordDecoder DECODER = new RecordDecoder(InputSettings.defaults());

  static List<Arguments> examples() {
    List<Arguments> arguments = new ArrayList<>();
    LogExamples.byFormat()
        .forEach((format, logs) -> logs.forEach(log -> arguments.add(Arguments.of(format, log))));
    return arguments;
  }

  @Test
  void thereIsAnExampleOfEveryFormat() {
    assertThat(LogExamples.byFormat().keySet())
        .containsExactlyElementsOf(DECODER.formats().names());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aLogIsRecognisedAsItselfAndAsNoOther(String format, String log) throws IOException {
    for (LogRecord record : records(log)) {
      assertThat(
              DECODER.formats().all().stream()
                  .filter(candidate -> LogFormats.isOf(candidate, record))
                  .map(LogFormat::name))
          .containsExactly(format);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void aLogReadsTheSameWithItsFormatNamed(String format, String log) {
    ReadLog recognised = ReadLog.of(log);
    assertThat(recognised.yields()).extracting(Decoded::format).containsOnly(format);
    assertThat(recognised.events()).isNotEmpty();
    assertThat(recognised.deadLetters()).isEmpty();
    assertThat(ReadLog.of(log, format).summaries()).isEqualTo(recognised.summaries());
  }

  @Test
  void logsJoinedInOneFileAreEachReadAsWhatTheyAre() {
    List<String> logs = LogExamples.all().stream().filter(log -> !log.contains("\n")).toList();
    for (String first : logs) {
      ReadLog read = ReadLog.of(first + "\n" + String.join("\n", logs));
      assertThat(read.deadLetters()).isEmpty();
      assertThat(read.yields()).noneMatch(Decoded::isSkipped);
    }
  }

  @Test
  void aTrafficMappingMayNameEveryFormatAndNoOther() {
    assertThat(TrafficMapping.FORMATS).containsExactlyElementsOf(DECODER.formats().names());
  }

  @Test
  void theCommandLineOffersMappedLogsToo() {
    assertThat(LogFormats.offeredNames())
        .containsAll(DECODER.formats().names())
        .endsWith("mapped:NAME");
  }

  private static List<LogRecord> records(String log) throws IOException {
    List<LogRecord> records = new ArrayList<>();
    try (var scanner =
        DECODER.scanner(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), "", null)) {
      for (LogRecord record = scanner.next(); record != null; record = scanner.next()) {
        records.add(record);
      }
    }
    assertThat(records).isNotEmpty();
    return records;
  }
}
