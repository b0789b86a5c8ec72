package io.pumpwatch.jobs.input.format;

import static io.pumpwatch.jobs.input.format.ReadLog.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Small logs of every format that Pumpwatch brings, by the format's name. */
final class LogExamples {
  private static final Map<String, List<String>> LOGS = new LinkedHashMap<>();

  static {
    LOGS.put(
        "canonical",
        List.of(
            json(
                "{'event_time':'2025-03-01T12:00:00Z','event_type':'sent','message_id':'m1',"
                    + "'destination':'+12025550143','source_ip':'2001:db8::9'}")));
    LOGS.put(
        "cloudtrail",
        List.of(
            json(
                "{'eventTime':'2025-03-01T12:00:00Z','eventSource':'cognito-idp.amazonaws.com',"
                    + "'eventName':'SignUp','sourceIPAddress':'203.0.113.9',"
                    + "'requestParameters':{'clientId':'c1'},'responseElements':null}"),
            json(
                "{'Records':[{'eventTime':'2025-03-01T12:00:00Z','eventSource':"
                    + "'sns.amazonaws.com','eventName':'Publish','eventType':'AwsApiCall'}]}")));
    LOGS.put(
        "sns-delivery",
        List.of(
            json(
                "{'notification':{'messageId':'m2','timestamp':'2025-03-01 12:00:00.27'},"
                    + "'delivery':{'mcc':310,'mnc':4,'priceInUSD':0.00645,'dwellTimeMs':100},"
                    + "'status':'SUCCESS'}")));
    LOGS.put(
        "sns-usage",
        List.of(
            """
            PublishTimeUTC,MessageId,DestinationPhoneNumber,MessageType,DeliveryStatus,PriceInUSD,PartNumber,TotalParts
            2025-03-01T12:00:00.476Z,m3,12025550143,Promotional,Message has been accepted by phone carrier,0.00645,0,1
            """));
    LOGS.put(
        "aws-eum",
        List.of(
            json(
                "{'eventType':'TEXT_DELIVERED','eventVersion':'1.0','eventTimestamp':1740830405000,"
                    + "'isFinal':true,'destinationPhoneNumber':'+12025550143','messageId':'m4',"
                    + "'messageRequestTimestamp':1740830400000,'messageStatus':'DELIVERED',"
                    + "'totalMessagePrice':0.00581,'totalCarrierFee':0.006}")));
    LOGS.put(
        "twilio-events",
        List.of(
            json(
                "{'specversion':'1.0','type':'com.twilio.messaging.message.sent','data':{"
                    + "'messageSid':'SM1','timestamp':'2025-03-01T12:00:00Z',"
                    + "'to':'+12025550143','messageStatus':'SENT'}}")));
    LOGS.put(
        "twilio-verify",
        List.of(
            json(
                "{'type':'com.twilio.accountsecurity.verify.verification.approved',"
                    + "'time':'2025-03-01T12:00:00Z','data':{'verification_sid':'VE1',"
                    + "'send_code_attempts':{'attempts':[{'time':'2025-03-01T11:59:00Z'}]}}}")));
    LOGS.put(
        "twilio-messages",
        List.of(
            json(
                "{'end':0,'first_page_uri':'/x','messages':[{'sid':'SM2','status':'delivered',"
                    + "'to':'+12025550143','date_sent':'Sat, 01 Mar 2025 12:00:00 +0000',"
                    + "'date_updated':'Sat, 01 Mar 2025 12:00:05 +0000','price':'-0.00750',"
                    + "'price_unit':'USD','num_segments':'1','error_code':null}],'page':0}"),
            """
            From,To,Body,Status,SentDate,ApiVersion,NumSegments,ErrorCode,AccountSid,Sid,Direction,Price,PriceUnit
            "+12025550100","+12025550143","your
            code","delivered","2025-03-01T12:00:00Z","2010-04-01","1","","AC1","SM3","outbound-api","-0.0075","USD"
            """));
    LOGS.put(
        "acs",
        List.of(
            json(
                "{'TimeGenerated':'2025-03-01T12:00:00.100Z','OperationName':'SMSMessagesSent',"
                    + "'Category':'SMSOperational','ResultType':'Succeeded','ResultSignature':202,"
                    + "'CallerIpAddress':'203.0.113.9','PhoneNumber':'+12025550100',"
                    + "'MessageId':'Outgoing_1','Country':'US'}"),
            """
            "TimeGenerated [UTC]",OperationName,ResultType,ResultSignature,MessageId_s,PhoneNumber_s
            "3/1/2025, 12:00:00.100 PM",SMSMessagesSent,Succeeded,202,Outgoing_2,+12025550100
            """));
    LOGS.put(
        "acs-delivery",
        List.of(
            json(
                "[{'id':'Outgoing_1','eventType':'Microsoft.Communication."
                    + "SMSDeliveryReportReceived','eventTime':'2025-03-01T12:00:05Z','data':{"
                    + "'messageId':'Outgoing_1','from':'12025550100','to':'+12025550143',"
                    + "'deliveryStatus':'Delivered',"
                    + "'receivedTimestamp':'2025-03-01T12:00:05.2855749Z'}}]")));
    LOGS.put(
        "app-requests",
        List.of(
            json(
                "{'TimeGenerated':'2025-03-01T12:00:00Z','Name':'POST /otp/send','Url':"
                    + "'https://shop.example/otp/send','ResultCode':'200','ClientIP':'0.0.0.0',"
                    + "'AppRoleName':'shop','ItemCount':4}"),
            """
            timestamp,id,name,url,resultCode,client_IP,cloud_RoleName,itemCount
            2025-03-01T12:00:00Z,r1,POST /otp/send,https://shop.example/otp/send,200,203.0.113.9,shop,1
            """));
    LOGS.put(
        "vonage",
        List.of(
            json(
                "{'msisdn':'12025550143','to':'Acme','network-code':'310004','messageId':'V1',"
                    + "'price':'0.0333','status':'delivered','scts':'2503011200','err-code':'0',"
                    + "'message-timestamp':'2025-03-01 12:00:05 +0000'}"),
            "203.0.113.9 - - [01/Mar/2025:12:00:05 +0000] \"GET /dlr?msisdn=12025550143&to=Acme"
                + "&messageId=V2&status=delivered&scts=2503011200&err-code=0"
                + "&message-timestamp=2025-03-01+12%3A00%3A05 HTTP/1.1\" 200 0 \"-\" \"x\"",
            "msisdn=12025550143&to=Acme&messageId=V3&status=failed&err-code=3&scts=2503011200"));
    LOGS.put(
        "infobip",
        List.of(
            json(
                "{'results':[{'bulkId':'b','messageId':'I1','to':'12025550143',"
                    + "'sentAt':'2025-03-01T12:00:00.000+0000','doneAt':"
                    + "'2025-03-01T12:00:05.000+0000','smsCount':1,'mccMnc':'310004',"
                    + "'price':{'pricePerMessage':0.01,'currency':'USD'},"
                    + "'status':{'groupId':3,'groupName':'DELIVERED','name':"
                    + "'DELIVERED_TO_HANDSET'},'error':{'name':'NO_ERROR'}}]}")));
    LOGS.put(
        "messagebird",
        List.of(
            json(
                "{'id':'B1','recipient':12025550143,'status':'delivered',"
                    + "'statusDatetime':'2025-03-01T12:00:05+00:00','mccmnc':'310004'}"),
            "/report?id=B2&reference=r&recipient=12025550143&status=sent"
                + "&statusDatetime=2025-03-01T12:00:00+00:00&price[amount]=0.05"
                + "&price[currency]=USD&messagePartCount=1"));
    LOGS.put(
        "access-log",
        List.of(
            "203.0.113.9 - - [01/Mar/2025:12:00:00 +0000] \"POST /otp HTTP/1.1\" 200 1 \"-\" \"a\"",
            json(
                "{'time_iso8601':'2025-03-01T12:00:00+00:00','remote_addr':'203.0.113.9',"
                    + "'request':'POST /otp HTTP/1.1','status':200}")));
  }

  private LogExamples() {}

  static Map<String, List<String>> byFormat() {
    return LOGS;
  }

  static List<String> all() {
    return LOGS.values().stream().flatMap(List::stream).toList();
  }
}
