package io.pumpwatch.jobs.backtest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.datasets.simulate.profile.Label;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.flink.core.fs.Path;

/**
 * Reads labels, a JSON object a line: {@code label_id}, {@code kind} ({@code attack} or {@code
 * benign}), {@code profile}, {@code start}, {@code end} and the lists {@code tenants}, {@code
 * flows}, {@code countries}, {@code prefixes}, {@code source_ips}, {@code user_ids}, {@code
 * identities}, {@code message_ids}. A list that is absent or empty says nothing. Other fields are
 * ignored, blank lines too.
 */
public final class LabelsReader {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern PREFIX = Pattern.compile("\\+\\d{1,15}");
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
  private static final int MOST_PROBLEMS = 20;

  private final String file;
  private final List<Label> labels = new ArrayList<>();
  private final Map<String, Integer> linesById = new HashMap<>();
  private final List<String> problems = new ArrayList<>();
  private int line;

  private LabelsReader(String file) {
    this.file = file;
  }

  /**
   * Reads a label file, in the order of its lines.
   *
   * @throws LabelsException where lines of it are no labels, telling of each
   * @throws IOException where it cannot be read at all
   */
  public static List<Label> read(Path path) throws IOException {
    LabelsReader reader = new LabelsReader(path.getName());
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(path.getFileSystem().open(path), StandardCharsets.UTF_8))) {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        reader.line++;
        if (!text.isBlank()) {
          reader.add(text);
        }
      }
    }
    if (!reader.problems.isEmpty()) {
      throw new LabelsException(
          reader.problems.size() <= MOST_PROBLEMS ? reader.problems : reader.firstProblems());
    }
    return List.copyOf(reader.labels);
  }

  private List<String> firstProblems() {
    List<String> first = new ArrayList<>(problems.subList(0, MOST_PROBLEMS));
    first.add(file + ": and " + (problems.size() - MOST_PROBLEMS) + " more");
    return first;
  }

  private void add(String text) {
    JsonNode row;
    try {
      row = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      refuse("is not JSON: " + e.getOriginalMessage());
      return;
    }
    if (!row.isObject()) {
      refuse("is not a JSON object");
      return;
    }
    int earlier = problems.size();
    Label label = label(row);
    if (problems.size() == earlier) {
      labels.add(label);
    }
  }

  private Label label(JsonNode row) {
    String id = text(row, "label_id");
    Label.Kind kind = kind(row);
    String profile = text(row, "profile");
    Instant start = instant(row, "start");
    Instant end = instant(row, "end");
    if (start != null && end != null && end.isBefore(start)) {
      refuse("end " + end + " is before start " + start);
    }
    Integer sameId = id == null ? null : linesById.putIfAbsent(id, line);
    if (sameId != null) {
      refuse("label_id " + id + " is that of line " + sameId + " too");
    }
    List<String> tenants = texts(row, "tenants");
    List<String> flows = texts(row, "flows");
    List<String> countries = texts(row, "countries", COUNTRY, "an ISO 3166-1 alpha-2 code");
    List<String> prefixes = texts(row, "prefixes", PREFIX, "+ and leading digits of a number");
    return problemsOfLine()
        ? null
        : new Label(
            id,
            kind,
            profile,
            start,
            end,
            tenants,
            flows,
            countries,
            prefixes,
            texts(row, "source_ips"),
            texts(row, "user_ids"),
            texts(row, "identities"),
            texts(row, "message_ids"));
  }

  private boolean problemsOfLine() {
    return !problems.isEmpty() && problems.get(problems.size() - 1).startsWith(place());
  }

  private Label.Kind kind(JsonNode row) {
    String word = text(row, "kind");
    Optional<Label.Kind> kind =
        Arrays.stream(Label.Kind.values()).filter(known -> known.word().equals(word)).findFirst();
    if (word != null && kind.isEmpty()) {
      refuse(
          Arrays.stream(Label.Kind.values())
              .map(Label.Kind::word)
              .collect(Collectors.joining(" or ", "kind must be ", ", is " + word)));
    }
    return kind.orElse(null);
  }

  private Instant instant(JsonNode row, String field) {
    String text = text(row, field);
    if (text == null) {
      return null;
    }
    try {
      Instant instant = Instant.parse(text);
      if (!instant.isBefore(EARLIEST) && instant.isBefore(LATEST)) {
        return instant;
      }
      refuse(field + " must lie in the years 2000 to 2199, is " + text);
    } catch (DateTimeParseException e) {
      refuse(field + " must be an instant such as 2026-01-05T13:00:00Z, is " + text);
    }
    return null;
  }

  private String text(JsonNode row, String field) {
    JsonNode value = row.path(field);
    if (value.isTextual() && !value.textValue().isBlank()) {
      return value.textValue();
    }
    refuse(
        value.isMissingNode() || value.isNull()
            ? field + " is missing"
            : field + " must be text, is " + value);
    return null;
  }

  private List<String> texts(JsonNode row, String field) {
    JsonNode values = row.path(field);
    List<String> texts = new ArrayList<>();
    if (values.isMissingNode() || values.isNull()) {
      return texts;
    }
    if (!values.isArray()) {
      refuse(field + " must be a list, is " + values.getNodeType().name().toLowerCase(Locale.ROOT));
      return texts;
    }
    for (JsonNode value : values) {
      if (value.isTextual() && !value.textValue().isBlank()) {
        texts.add(value.textValue());
      } else {
        refuse(field + " must hold texts, holds " + value);
      }
    }
    return texts;
  }

  private List<String> texts(JsonNode row, String field, Pattern form, String wanted) {
    List<String> texts = texts(row, field);
    texts.stream()
        .filter(text -> !form.matcher(text).matches())
        .forEach(text -> refuse(field + " must hold " + wanted + ", holds " + text));
    return texts;
  }

  private void refuse(String problem) {
    problems.add(place() + problem);
  }

  private String place() {
    return file + ":" + line + ": ";
  }
}
