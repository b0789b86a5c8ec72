package io.pumpwatch.jobs.input.format.field;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LooseFieldsTest {

  private static LooseFields fields(String json, String... nested) throws JsonProcessingException {
    return LooseFields.of(new JsonMapper().readTree(json), nested);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"date_sent", "dateSent", "DateSent", "DATE_SENT", "dateSent_s", "DateSent [UTC]"})
  void aNameIsFoundHoweverItIsSpelled(String name) throws JsonProcessingException {
    assertThat(fields("{\"" + name + "\":\"x\"}").text("datesent")).isEqualTo("x");
    assertThat(LooseFields.names(List.of(name))).containsExactly("datesent");
  }

  @Test
  void aNestedFieldComesAfterOneOutside() throws JsonProcessingException {
    LooseFields fields = fields("{\"a\":1,\"properties\":{\"A\":2,\"b_d\":3}}", "properties");
    assertThat(fields.text("a")).isEqualTo("1");
    assertThat(fields.text("b")).isEqualTo("3");
  }

  @Test
  void whatSaysNothingIsAbsent() throws JsonProcessingException {
    LooseFields fields = fields("{\"a\":null,\"b\":\" \",\"c\":{},\"d\":0}");
    assertThat(fields.has(List.of("a", "b"))).isTrue();
    assertThat(fields.text("a", "b", "c", "none")).isNull();
    assertThat(fields.text("a", "d")).isEqualTo("0");
    assertThat(fields.value("a", "c").isObject()).isTrue();
    assertThat(fields.value("a").isMissingNode()).isTrue();
  }
}
