package io.pumpwatch.jobs.alert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pumpwatch.feature.Grain;
import io.pumpwatch.jobs.address.IpLiteral;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an analyst searches other systems for: OCSF's observables, taken from the event. */
final class FindingObservables {

  /** OCSF's types; it has none for what telephony knows. */
  private enum Type {
    IP_ADDRESS(2, "IP Address"),
    RESOURCE(10, "Resource UID"),
    SUBNET(12, "Subnet"),
    COUNTRY(14, "Country"),
    USER_AGENT(16, "HTTP User-Agent"),
    PHONE_PREFIX(99, "Phone Prefix"),
    PHONE_NUMBER(99, "Phone Number"),
    MOBILE_NETWORK(99, "Mobile Network"),
    SENDING_IDENTITY(99, "Sending Identity"),
    USER(99, "User");

    private final int id;
    private final String caption;

    Type(int id, String caption) {
      this.id = id;
      this.caption = caption;
    }
  }

  /**
   * Where in an event a type of observable stands.
   *
   * @param list the attribute of the event that is a list
   * @param path from an element of the list to the value, dotted
   */
  private record Place(String list, String path, Type type) {

    String name() {
      return list + "[]." + path;
    }

    JsonNode in(JsonNode element) {
      return element.at("/" + path.replace('.', '/'));
    }
  }

  private static final List<Place> PLACES =
      List.of(
          new Place("evidences", "src_endpoint.ip", Type.IP_ADDRESS),
          new Place("evidences", "src_endpoint.name", Type.SUBNET),
          new Place("evidences", "data.prefix", Type.PHONE_PREFIX),
          new Place("evidences", "data.user_agent", Type.USER_AGENT),
          new Place("enrichments", "data.country", Type.COUNTRY),
          new Place("resources", "uid", Type.RESOURCE));

  /** Entities that no other place holds; a flow and a tenant are resources. */
  private static final Map<String, Type> ENTITIES =
      Map.of(
          Grain.SOURCE_IP.word(), Type.IP_ADDRESS,
          Grain.SOURCE_NETWORK.word(), Type.SUBNET,
          Grain.IDENTITY.word(), Type.SENDING_IDENTITY,
          Grain.USER.word(), Type.USER,
          Grain.DESTINATION.word(), Type.PHONE_NUMBER,
          Grain.DESTINATION_BLOCK.word(), Type.PHONE_PREFIX,
          Grain.DESTINATION_RANGE.word(), Type.PHONE_PREFIX,
          Grain.NETWORK.word(), Type.MOBILE_NETWORK,
          Grain.COUNTRY.word(), Type.COUNTRY);

  /** What is searched for, however often it stands in the event. */
  private record Observable(Type type, String value) {}

  private FindingObservables() {}

  /** Adds the entity, then what stands in the event, each value of a type once. */
  static void add(ObjectNode event) {
    Map<Observable, String> names = new LinkedHashMap<>();
    JsonNode unmapped = event.path("unmapped");
    String entity = unmapped.path("entity_value").asText();
    Type type = ENTITIES.get(unmapped.path("entity_kind").asText());
    if (type == Type.IP_ADDRESS && IpLiteral.parse(entity) == null) {
      type = Type.SUBNET;
    }
    if (type != null) {
      names.put(new Observable(type, entity), "unmapped.entity_value");
    }
    for (Place place : PLACES) {
      for (JsonNode element : event.path(place.list())) {
        JsonNode value = place.in(element);
        if (value.isTextual()) {
          names.putIfAbsent(new Observable(place.type(), value.asText()), place.name());
        }
      }
    }
    ArrayNode observables = event.putArray("observables");
    names.forEach(
        (observable, name) ->
            observables
                .addObject()
                .put("name", name)
                .put("type_id", observable.type().id)
                .put("type", observable.type().caption)
                .put("value", observable.value()));
  }
}
