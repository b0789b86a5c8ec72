package io.pumpwatch.event;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One observation about one message or verification attempt, the only thing the detectors see. A
 * field that its source does not know is null.
 *
 * @param eventTimeMicros when it happened at its source, microseconds since the epoch, UTC
 * @param eventType what happened
 * @param messageId provider's or application's id; joins the rows of one message
 * @param tenant whose traffic, never null
 * @param flow {@code signup_otp}, {@code login_otp}, {@code password_reset}, {@code notification},
 *     {@code marketing} or the deployer's own word
 * @param channel {@code sms}, {@code voice}, {@code whatsapp} or {@code email}, never null
 * @param provider {@code aws_sns}, {@code twilio}, …
 * @param identity the credential that sent: IAM ARN, API key id, client id
 * @param region cloud region
 * @param destination E.164 with {@code +}
 * @param country ISO 3166-1 alpha-2 of the destination
 * @param network destination network, {@code MCC-MNC}
 * @param sourceIp IPv4 or IPv6 of the client
 * @param userId the account the code was for
 * @param userAgent the client's user agent
 * @param operation the API operation, or method and path, as logged
 * @param errorCode the provider's code as text
 * @param statusCode HTTP status where the log is a web log
 * @param segments message parts, 1 where unknown
 * @param priceMicroUsd what this row cost, in millionths of a US dollar
 * @param secondsToVerify on {@code verified} rows, where the log knows it
 * @param count how many real events this row stands for, at least 1
 */
public record SmsEvent(
    long eventTimeMicros,
    EventType eventType,
    String messageId,
    String tenant,
    String flow,
    String channel,
    String provider,
    String identity,
    String region,
    String destination,
    String country,
    String network,
    String sourceIp,
    String userId,
    String userAgent,
    String operation,
    String errorCode,
    Integer statusCode,
    int segments,
    Long priceMicroUsd,
    Double secondsToVerify,
    int count) {

  /** The tenant of rows that no setting maps to another. */
  public static final String DEFAULT_TENANT = "default";

  /** The channel of rows that name none. */
  public static final String SMS = "sms";

  /** The one channel that costs nothing per message, and which detectors of SMS cost ignore. */
  public static final String EMAIL = "email";

  /** Event time in milliseconds since the epoch, rounded down, as Flink counts it. */
  public long eventTimeMillis() {
    return Math.floorDiv(eventTimeMicros, 1000L);
  }

  /** When it happened at its source. */
  public Instant eventTime() {
    return Instant.EPOCH.plus(eventTimeMicros, ChronoUnit.MICROS);
  }

  /** A builder with the fields that every event has. */
  public static Builder of(Instant time, EventType type) {
    return new Builder(toMicros(time), type);
  }

  /** A builder with the fields that every event has; time in microseconds since the epoch. */
  public static Builder ofMicros(long timeMicros, EventType type) {
    return new Builder(timeMicros, type);
  }

  /** Microseconds since the epoch, finer digits cut off. */
  public static long toMicros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1000);
  }

  /** A builder that starts with every field of this event. */
  public Builder toBuilder() {
    return new Builder(eventTimeMicros, eventType)
        .messageId(messageId)
        .tenant(tenant)
        .flow(flow)
        .channel(channel)
        .provider(provider)
        .identity(identity)
        .region(region)
        .destination(destination)
        .country(country)
        .network(network)
        .sourceIp(sourceIp)
        .userId(userId)
        .userAgent(userAgent)
        .operation(operation)
        .errorCode(errorCode)
        .statusCode(statusCode)
        .segments(segments)
        .priceMicroUsd(priceMicroUsd)
        .secondsToVerify(secondsToVerify)
        .count(count);
  }

  /** Collects the fields of an event; what is not set stays unknown. */
  public static final class Builder {
    private long eventTimeMicros;
    private EventType eventType;
    private String messageId;
    private String tenant = DEFAULT_TENANT;
    private String flow;
    private String channel = SMS;
    private String provider;
    private String identity;
    private String region;
    private String destination;
    private String country;
    private String network;
    private String sourceIp;
    private String userId;
    private String userAgent;
    private String operation;
    private String errorCode;
    private Integer statusCode;
    private int segments = 1;
    private Long priceMicroUsd;
    private Double secondsToVerify;
    private int count = 1;

    private Builder(long eventTimeMicros, EventType eventType) {
      this.eventTimeMicros = eventTimeMicros;
      this.eventType = eventType;
    }

    public Builder eventTime(Instant value) {
      this.eventTimeMicros = toMicros(value);
      return this;
    }

    public Builder eventTimeMicros(long value) {
      this.eventTimeMicros = value;
      return this;
    }

    public Builder eventType(EventType value) {
      this.eventType = value;
      return this;
    }

    public Builder messageId(String value) {
      this.messageId = value;
      return this;
    }

    public Builder tenant(String value) {
      this.tenant = value == null ? DEFAULT_TENANT : value;
      return this;
    }

    public Builder flow(String value) {
      this.flow = value;
      return this;
    }

    public Builder channel(String value) {
      this.channel = value == null ? SMS : value;
      return this;
    }

    public Builder provider(String value) {
      this.provider = value;
      return this;
    }

    public Builder identity(String value) {
      this.identity = value;
      return this;
    }

    public Builder region(String value) {
      this.region = value;
      return this;
    }

    public Builder destination(String value) {
      this.destination = value;
      return this;
    }

    public Builder country(String value) {
      this.country = value;
      return this;
    }

    public Builder network(String value) {
      this.network = value;
      return this;
    }

    public Builder sourceIp(String value) {
      this.sourceIp = value;
      return this;
    }

    public Builder userId(String value) {
      this.userId = value;
      return this;
    }

    public Builder userAgent(String value) {
      this.userAgent = value;
      return this;
    }

    public Builder operation(String value) {
      this.operation = value;
      return this;
    }

    public Builder errorCode(String value) {
      this.errorCode = value;
      return this;
    }

    public Builder statusCode(Integer value) {
      this.statusCode = value;
      return this;
    }

    public Builder segments(int value) {
      this.segments = value;
      return this;
    }

    public Builder priceMicroUsd(Long value) {
      this.priceMicroUsd = value;
      return this;
    }

    public Builder secondsToVerify(Double value) {
      this.secondsToVerify = value;
      return this;
    }

    public Builder count(int value) {
      this.count = value;
      return this;
    }

    public SmsEvent build() {
      return new SmsEvent(
          eventTimeMicros,
          eventType,
          messageId,
          tenant,
          flow,
          channel,
          provider,
          identity,
          region,
          destination,
          country,
          network,
          sourceIp,
          userId,
          userAgent,
          operation,
          errorCode,
          statusCode,
          segments,
          priceMicroUsd,
          secondsToVerify,
          count);
    }
  }
}
