package io.pumpwatch.jobs.input;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.flink.api.common.accumulators.LongCounter;

/**
 * What is counted while logs are read. The names of the counters are paths: {@code
 * records/decoded}, {@code format/cloudtrail/decoded}, {@code tenant/shop/verified/destination},
 * {@code tenant/shop/format/cloudtrail}; a tenant's name is encoded as in a URL.
 */
public final class IntakeCounters {
  /** Tenants come from settings, but in canonical rows from whoever wrote them. */
  private static final int MOST_TENANTS = 1_000;

  private final Function<String, LongCounter> source;
  private final Map<String, LongCounter> counters = new HashMap<>();
  private final Map<String, TenantCounters> tenants = new HashMap<>();
  private final LongCounter onTime;
  private final LongCounter late;

  /**
   * Counters.
   *
   * @param source gives the counter of a name, asked once for each
   */
  public IntakeCounters(Function<String, LongCounter> source) {
    this.source = source;
    this.onTime = counter("events/on_time");
    this.late = counter("events/late");
  }

  /** Counts a yield. */
  public void count(Decoded decoded) {
    if (decoded.startsRecord()) {
      String outcome = decoded.isDead() ? "dead" : decoded.isSkipped() ? "skipped" : "decoded";
      counter("records/" + outcome).add(1);
      counter("format/" + (decoded.format() == null ? "unknown" : decoded.format()) + "/" + outcome)
          .add(1);
    }
    if (decoded.unknownFields() > 0) {
      counter("format/" + decoded.format() + "/unknown_fields").add(decoded.unknownFields());
    }
    if (decoded.isEvent()) {
      (decoded.late() ? late : onTime).add(1);
      counter("format/" + decoded.format() + "/events").add(1);
      SmsEvent event = decoded.event();
      TenantCounters tenant = tenants.get(event.tenant());
      if (tenant == null && tenants.size() < MOST_TENANTS) {
        tenant = new TenantCounters(event.tenant());
        tenants.put(event.tenant(), tenant);
      }
      if (tenant != null) {
        tenant.count(decoded.format(), event);
      }
    }
  }

  private LongCounter counter(String name) {
    return counters.computeIfAbsent(name, source);
  }

  /** Which rows of a tenant carry which fields: what its patterns can see. */
  private final class TenantCounters {
    private final Map<String, LongCounter> formats = new HashMap<>();
    private final String path;
    private final LongCounter sends;
    private final LongCounter sendsWithDestination;
    private final LongCounter sendsWithClient;
    private final LongCounter sendsWithIdentity;
    private final LongCounter requestsWithDestination;
    private final LongCounter delivered;
    private final LongCounter verified;
    private final LongCounter verifiedWithDestination;
    private final LongCounter verifiedWithClient;

    TenantCounters(String tenant) {
      path = "tenant/" + URLEncoder.encode(tenant, StandardCharsets.UTF_8) + "/";
      sends = counter(path + "send");
      sendsWithDestination = counter(path + "send/destination");
      sendsWithClient = counter(path + "send/client");
      sendsWithIdentity = counter(path + "send/identity");
      requestsWithDestination = counter(path + "request/destination");
      delivered = counter(path + "delivered");
      verified = counter(path + "verified");
      verifiedWithDestination = counter(path + "verified/destination");
      verifiedWithClient = counter(path + "verified/client");
    }

    void count(String format, SmsEvent event) {
      formats.computeIfAbsent(format, name -> counter(path + "format/" + name)).add(1);
      EventType type = event.eventType();
      if (type == EventType.REQUESTED || type == EventType.SENT) {
        sends.add(1);
        sendsWithDestination.add(event.destination() == null ? 0 : 1);
        sendsWithClient.add(event.sourceIp() == null ? 0 : 1);
        sendsWithIdentity.add(event.identity() == null ? 0 : 1);
        requestsWithDestination.add(type == EventType.SENT || event.destination() == null ? 0 : 1);
      } else if (type == EventType.DELIVERED) {
        delivered.add(1);
      } else if (type == EventType.VERIFIED) {
        verified.add(1);
        verifiedWithDestination.add(event.destination() == null ? 0 : 1);
        verifiedWithClient.add(event.sourceIp() == null ? 0 : 1);
      }
    }
  }
}
