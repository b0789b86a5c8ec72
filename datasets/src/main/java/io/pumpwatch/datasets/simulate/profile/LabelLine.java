package io.pumpwatch.datasets.simulate.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.datasets.simulate.log.JsonLine;
import java.util.List;

/** A label as one line of a label file. */
public final class LabelLine {

  private LabelLine() {}

  /** The JSON of a label, without a line end; empty lists are written as such. */
  public static String of(Label label) {
    ObjectNode line = JsonLine.object();
    line.put("label_id", label.labelId())
        .put("kind", label.kind().word())
        .put("profile", label.profile())
        .put("start", label.start().toString())
        .put("end", label.end().toString());
    put(line, "tenants", label.tenants());
    put(line, "flows", label.flows());
    put(line, "countries", label.countries());
    put(line, "prefixes", label.prefixes());
    put(line, "source_ips", label.sourceIps());
    put(line, "user_ids", label.userIds());
    put(line, "identities", label.identities());
    put(line, "message_ids", label.messageIds());
    return JsonLine.text(line);
  }

  private static void put(ObjectNode line, String field, List<String> values) {
    values.forEach(line.putArray(field)::add);
  }
}
