package io.pumpwatch.datasets.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pumpwatch.datasets.simulate.profile.Label;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class SampleDataTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_BYTES = 4L << 20;

  /**
   * Of all files, as the simulation made them under Java 17 and 25. Whoever changes the simulation
   * changes it here and commits the sample's files anew.
   */
  private static final String SHA_256 =
      "d950b4ff3188a658c1d0da972a80f370c605db7e29c08b6d75bcc0b7a30fcc5c";

  @Test
  void isTheSameToTheByteEachTime() throws NoSuchAlgorithmException {
    assertThat(digest(SampleData.files())).isEqualTo(digest(SampleData.files()));
  }

  @Test
  void isTheSameToTheByteOnEveryMachine() throws NoSuchAlgorithmException {
    assertThat(digest(SampleData.files())).isEqualTo(SHA_256);
  }

  @Test
  void holdsEveryTenantsLogs() {
    assertThat(SampleData.files().keySet())
        .containsExactly(
            "shop/access-log-2026-03-02.log",
            "shop/sns-delivery-2026-03-02.ndjson",
            "bank/cloudtrail-2026-03-02.json",
            "bank/twilio-events-2026-03-02.ndjson",
            "ride/twilio-verify-2026-03-02.ndjson",
            "ride/canonical-2026-03-02.ndjson",
            "labels.ndjson");
  }

  @Test
  void isSmallEnoughToCommit() throws IOException {
    long bytes = 0;
    for (Iterable<String> lines : SampleData.files().values()) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        for (String line : lines) {
          gzip.write((line + '\n').getBytes(UTF_8));
        }
      }
      bytes += packed.size();
    }
    assertThat(bytes).isBetween(MOST_BYTES / 4, MOST_BYTES);
  }

  @Test
  void isJsonWhereItSaysSo() throws IOException {
    for (Map.Entry<String, Iterable<String>> file : SampleData.files().entrySet()) {
      if (file.getKey().endsWith(".ndjson")) {
        for (String line : file.getValue()) {
          assertThat(JSON.readTree(line).isObject()).as(file.getKey()).isTrue();
        }
      }
    }
    JsonNode trail =
        JSON.readTree(String.join("\n", SampleData.files().get("bank/cloudtrail-2026-03-02.json")));
    assertThat(trail.get("Records").size()).isGreaterThan(4000);
  }

  @Test
  void labelsFourAttacksAndFourLookAlikesOfOneDay() {
    List<Label> labels = SampleData.simulation().labels();

    assertThat(labels).hasSize(8);
    assertThat(labels).filteredOn(label -> label.kind() == Label.Kind.ATTACK).hasSize(4);
    assertThat(labels)
        .allMatch(label -> label.start().toString().startsWith("2026-03-02"))
        .allMatch(label -> label.end().toString().startsWith("2026-03-02"));
  }

  @Test
  void statesTheNumbersAttackedThroughBlocks() throws IOException {
    Set<String> verified = new HashSet<>();
    Set<String> sent = new HashSet<>();
    for (String line : SampleData.files().get("ride/twilio-verify-2026-03-02.ndjson")) {
      JsonNode event = JSON.readTree(line);
      String type = event.get("type").textValue();
      String number = event.at("/data/to").textValue();
      if (type.endsWith(".approved")) {
        verified.add(number);
      } else if (type.endsWith(".pending")) {
        sent.add(number);
      }
    }
    for (Label label : SampleData.simulation().labels()) {
      if (label.profile().equals("shuffled-block") || label.profile().equals("low-and-slow")) {
        String block = label.prefixes().get(0);
        assertThat(sent.stream().filter(number -> number.startsWith(block)).count())
            .isGreaterThan(300);
        assertThat(verified).isNotEmpty().noneMatch(number -> number.startsWith(block));
      }
    }
  }

  private static String digest(Map<String, Iterable<String>> files)
      throws NoSuchAlgorithmException {
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    for (Map.Entry<String, Iterable<String>> file : files.entrySet()) {
      sha256.update((file.getKey() + '\n').getBytes(UTF_8));
      for (String line : file.getValue()) {
        sha256.update((line + '\n').getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(sha256.digest());
  }
}
