package io.pumpwatch.jobs.input.format.framing;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.pumpwatch.jobs.settings.InputLimits;
import java.io.IOException;

/** Parses JSON within the limits; numbers with a fraction stay decimal. */
public final class JsonDocuments {
  private final ObjectMapper mapper;

  public JsonDocuments(InputLimits limits) {
    StreamReadConstraints constraints =
        StreamReadConstraints.builder()
            .maxNestingDepth(limits.maxJsonDepth())
            .maxStringLength(limits.maxJsonStringCharacters())
            .maxNameLength(limits.maxJsonStringCharacters())
            .maxNumberLength(limits.maxJsonNumberCharacters())
            .build();
    mapper =
        JsonMapper.builder(JsonFactory.builder().streamReadConstraints(constraints).build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
  }

  JsonParser parser(byte[] utf8) throws IOException {
    return mapper.getFactory().createParser(utf8);
  }

  JsonParser parser(JsonNode tree) {
    return mapper.treeAsTokens(tree);
  }

  JsonNode tree(byte[] utf8) throws IOException {
    return mapper.readTree(utf8);
  }
}
