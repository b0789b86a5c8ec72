package io.pumpwatch.jobs.input.format;

import com.fasterxml.jackson.databind.JsonNode;
import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import io.pumpwatch.jobs.input.format.ReceiptRows.Outcome;
import io.pumpwatch.jobs.input.format.field.ClientAddress;
import io.pumpwatch.jobs.input.format.field.CountryCode;
import io.pumpwatch.jobs.input.format.field.DestinationNumber;
import io.pumpwatch.jobs.input.format.field.JsonFields;
import io.pumpwatch.jobs.input.format.field.LooseFields;
import io.pumpwatch.jobs.input.format.framing.LogRecord;
import io.pumpwatch.jobs.input.format.framing.MalformedRecord;
import io.pumpwatch.jobs.settings.InputSettings;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * SMS operational logs of Azure Communication Services, as rows of their own table or of the older
 * AzureDiagnostics, or as diagnostic settings export them, with part of the fields under {@code
 * properties} (Microsoft: "Azure Communication Services SMS logs"). The operations and the
 * recipient that published detection queries name, {@code SmsSend}, {@code SmsDelivery} and {@code
 * recipientPhoneNumber}, are taken as well.
 *
 * <p>{@code PhoneNumber} is the number that the message came from, so that Microsoft's own fields
 * tell no more of the destination than its country. The caller of a send is the client; that of a
 * report is a carrier's gateway. Messages received are skipped.
 */
final class CommunicationServicesFormat implements LogFormat {
  private static final String PROPERTIES = "properties";
  private static final String CATEGORY = "SMSOperational";
  private static final Set<String> SENDS = Set.of("smsmessagessent", "smssend");
  private static final Set<String> REPORTS = Set.of("smsdeliveryreportsreceived", "smsdelivery");
  private static final Set<String> COLUMNS =
      Set.of("timegenerated", "operationname", "resulttype", "messageid");
  private static final Set<Integer> REFUSALS = Set.of(403, 429);

  private final ClientAddress clientAddress;

  CommunicationServicesFormat(InputSettings settings) {
    clientAddress = new ClientAddress(settings.clientAddress());
  }

  @Override
  public String name() {
    return "acs";
  }

  @Override
  public boolean recognises(LogRecord record) {
    return record.isObject() && isSmsLog(fields(record.objectOrMissing()));
  }

  @Override
  public boolean recognisesTable(Set<String> columns) {
    Set<String> names = LooseFields.names(columns);
    boolean ofAnyKind = names.containsAll(COLUMNS);
    return ofAnyKind && (names.contains("phonenumber") || names.contains("recipientphonenumber"));
  }

  @Override
  public List<LogRow> decode(LogRecord record) throws MalformedRecord {
    LooseFields fields = fields(record.object());
    String operation = fields.text("operationname");
    if (operation == null) {
      throw new MalformedRecord("it has no OperationName");
    }
    String word = operation.toLowerCase(Locale.ROOT);
    if (SENDS.contains(word)) {
      String caller = clientAddress.of(fields.text("calleripaddress"));
      return row(fields, operation, sendType(fields), caller);
    }
    if (REPORTS.contains(word)) {
      EventType type = succeeded(fields) ? EventType.DELIVERED : EventType.UNDELIVERED;
      return row(fields, operation, type, null);
    }
    return List.of();
  }

  private static List<LogRow> row(
      LooseFields fields, String operation, EventType type, String client) throws MalformedRecord {
    boolean failed = type != EventType.SENT && type != EventType.DELIVERED;
    SmsEvent.Builder event =
        SmsEvent.ofMicros(0, type)
            .provider("acs")
            .messageId(fields.text("messageid"))
            .destination(DestinationNumber.of(fields.text("recipientphonenumber")))
            .country(CountryCode.of(fields.text("country")))
            .sourceIp(client)
            .operation(operation);
    Outcome outcome =
        new Outcome(
            type,
            AzureTime.micros(fields.text("timegenerated", "time", "timestamp")),
            failed ? fields.text("resultsignature", "resultdescription") : null);
    return ReceiptRows.outcome(
        event, outcome, AzureResource.origin(fields.text("resourceid", "resource")));
  }

  private static EventType sendType(LooseFields fields) throws MalformedRecord {
    Integer status = JsonFields.integer(fields.value("resultsignature"));
    if (status != null && REFUSALS.contains(status)) {
      return EventType.BLOCKED;
    }
    return succeeded(fields) ? EventType.SENT : EventType.FAILED;
  }

  private static boolean succeeded(LooseFields fields) throws MalformedRecord {
    String result = fields.text("resulttype");
    if (result == null) {
      throw new MalformedRecord("it has no ResultType");
    }
    String word = result.toLowerCase(Locale.ROOT);
    return word.startsWith("succe") || word.equals("delivered");
  }

  private static boolean isSmsLog(LooseFields fields) {
    String operation = fields.text("operationname");
    if (operation == null) {
      return false;
    }
    String word = operation.toLowerCase(Locale.ROOT);
    return SENDS.contains(word)
        || REPORTS.contains(word)
        || CATEGORY.equalsIgnoreCase(fields.text("category"));
  }

  private static LooseFields fields(JsonNode row) {
    return LooseFields.of(row, PROPERTIES);
  }
}
