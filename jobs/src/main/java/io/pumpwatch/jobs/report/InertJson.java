package io.pumpwatch.jobs.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.pumpwatch.finding.Severity;
import io.pumpwatch.jobs.output.LogText;
import java.io.IOException;
import java.io.StringWriter;

/**
 * JSON that may stand in an HTML page. It is ASCII without {@code <}, {@code >}, {@code &} and
 * quotes of HTML attributes, so nothing in it ends the element that it stands in, and all its text
 * and names are cut and freed of what acts on a reader ({@link LogText}).
 */
final class InertJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addMixIn(Severity.class, SeverityWord.class)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build();

  /** Has severities written as their words. */
  private interface SeverityWord {
    @JsonValue
    String word();
  }

  /** Writes what HTML knows as {@code \}{@code u003c} and the like. */
  private static final class HtmlEscapes extends CharacterEscapes {
    private static final long serialVersionUID = 1;
    private static final String KNOWN_TO_HTML = "<>&'";
    private static final int[] ASCII = standardAsciiEscapesForJSON();

    static {
      KNOWN_TO_HTML.chars().forEach(character -> ASCII[character] = ESCAPE_CUSTOM);
    }

    @Override
    public int[] getEscapeCodesForAscii() {
      return ASCII;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
      return new SerializedString(String.format("\\u%04x", character));
    }
  }

  /** Passes on text only as it may be shown. */
  private static final class ShownText extends JsonGeneratorDelegate {
    ShownText(JsonGenerator delegate) {
      super(delegate);
    }

    @Override
    public void writeString(String text) throws IOException {
      delegate.writeString(LogText.shown(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
      delegate.writeFieldName(LogText.shown(name));
    }
  }

  private InertJson() {}

  /** The record as JSON, its components' names in snake case, without those that are null. */
  static String of(Record content) {
    StringWriter json = new StringWriter();
    try (JsonGenerator generator = MAPPER.createGenerator(json)) {
      generator.setCharacterEscapes(new HtmlEscapes());
      MAPPER.writeValue(new ShownText(generator), content);
    } catch (IOException e) {
      throw new IllegalStateException("the report cannot be written as JSON", e);
    }
    return json.toString();
  }
}
