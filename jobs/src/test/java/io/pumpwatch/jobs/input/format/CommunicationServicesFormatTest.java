package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.pumpwatch.jobs.settings.InputSettings;
import io.pumpwatch.jobs.settings.SettingsBinder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommunicationServicesFormatTest {

  private static String row(String operation, String result, int signature) {
    return json(
        "{'TimeGenerated':'2025-03-01T12:00:00.100Z','OperationName':'"
            + operation
            + "','Category':'SMSOperational','ResultType':'"
            + result
            + "','ResultSignature':"
            + signature
            + ",'CallerIpAddress':'203.0.113.9','PhoneNumber':'+12025550100',"
            + "'MessageId':'Outgoing_1','Country':'FR','DeliveryAttempts':0}");
  }

  @ParameterizedTest
  @CsvSource({
    "SMSMessagesSent, Succeeded, 202, sent",
    "SMSMessagesSent, Failed, 400, failed",
    "SMSMessagesSent, Failed, 429, blocked",
    "SMSMessagesSent, Failed, 403, blocked",
    "SmsSend, Succeeded, 202, sent"
  })
  void aSendHasItsCallerAndNoDestination(
      String operation, String result, int signature, String expected) {
    String error = expected.equals("sent") ? "" : " error=" + signature;
    assertThat(ReadLog.of(row(operation, result, signature)).summaries())
        .containsExactly(
            expected
                + " 2025-03-01T12:00:00.100Z id=Outgoing_1 provider=acs country=FR ip=203.0.113.9"
                + " operation="
                + operation
                + error);
  }

  @ParameterizedTest
  @CsvSource({
    "SMSDeliveryReportsReceived, Succeeded, delivered",
    "SMSDeliveryReportsReceived, Failed, undelivered",
    "SmsDelivery, Succeeded, delivered"
  })
  void aReportHasNoClient(String operation, String result, String expected) {
    assertThat(ReadLog.of(row(operation, result, 200)).events())
        .singleElement()
        .matches(event -> event.eventType().word().equals(expected))
        .matches(event -> event.sourceIp() == null && event.country().equals("FR"));
  }

  @Test
  void messagesReceivedAreSkipped() {
    assertThat(ReadLog.of(row("SMSMessagesReceived", "Succeeded", 200)).skipped()).isEqualTo(1);
  }

  @Test
  void readsTheNamesOfTheOlderTable() {
    String row =
        json(
            "{'TimeGenerated':'2025-03-01T12:00:00Z','OperationName':'SmsSend',"
                + "'ResultType':'Succeeded','ResultSignature_d':202.0,"
                + "'CallerIPAddress':'203.0.113.9','MessageId_s':'Outgoing_1',"
                + "'recipientPhoneNumber_s':'+12025550143','PhoneNumber_s':'+12025550100'}");
    assertThat(ReadLog.of(row).summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00Z id=Outgoing_1 provider=acs to=+12025550143 ip=203.0.113.9"
                + " operation=SmsSend");
  }

  @Test
  void readsWhatDiagnosticSettingsExport() {
    String log =
        json(
            "{'records':[{'time':'2025-03-01T12:00:00Z','resourceId':'/SUBSCRIPTIONS/S1/"
                + "RESOURCEGROUPS/R/PROVIDERS/MICROSOFT.COMMUNICATION/COMMUNICATIONSERVICES/SHOP',"
                + "'operationName':'SMSMessagesSent','category':'SMSOperational',"
                + "'resultType':'Succeeded','resultSignature':'202',"
                + "'callerIpAddress':'203.0.113.9','properties':{'MessageId':'Outgoing_1',"
                + "'PhoneNumber':'+12025550100','Country':'US'}},{'time':'2025-03-01T12:00:01Z',"
                + "'operationName':'SMSMessagesReceived','category':'SMSOperational',"
                + "'properties':{}}]}");
    InputSettings settings =
        SettingsBinder.bind(
            "settings.yaml",
            "mappings: [{account: S1, service: shop, tenant: shop}]",
            InputSettings.defaults());
    ReadLog read = ReadLog.of(log.getBytes(StandardCharsets.UTF_8), null, settings);
    assertThat(read.summaries())
        .containsExactly(
            "sent 2025-03-01T12:00:00Z id=Outgoing_1 tenant=shop provider=acs country=US"
                + " ip=203.0.113.9 operation=SMSMessagesSent");
    assertThat(read.skipped()).isEqualTo(1);
  }

  @Test
  void readsTheExportOfThePortal() {
    ReadLog log =
        ReadLog.of(
            """
            "TimeGenerated [UTC]",OperationName,ResultType,ResultSignature,CallerIpAddress,MessageId,PhoneNumber,Country
            "3/1/2025, 1:05:00.1 PM",SMSMessagesSent,Succeeded,202,203.0.113.9,Outgoing_1,+12025550100,US
            """);
    assertThat(log.summaries())
        .containsExactly(
            "sent 2025-03-01T13:05:00.100Z id=Outgoing_1 provider=acs country=US ip=203.0.113.9"
                + " operation=SMSMessagesSent");
  }
}
