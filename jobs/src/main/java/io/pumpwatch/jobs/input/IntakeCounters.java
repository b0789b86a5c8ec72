package io.pumpwatch.jobs.input;

import io.pumpwatch.event.EventType;
import io.pumpwatch.event.SmsEvent;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What a run counts while it reads, as Flink accumulators. Their names are paths: {@code
 * records/decoded}, {@code format/cloudtrail/decoded}, {@code tenant/shop/verified/destination}.
 */
final class IntakeCounters {
  /** Tenants come from settings, but in canonical rows from whoever wrote them. */
  private static final int MOST_TENANTS = 1_000;

  private final RuntimeContext runtime;
  private final Map<String, LongCounter> counters = new HashMap<>();
  private final Map<String, TenantCounters> tenants = new HashMap<>();
  private final LongCounter onTime;
  private final LongCounter late;

  IntakeCounters(RuntimeContext runtime) {
    this.runtime = runtime;
    this.onTime = counter("events/on_time");
    this.late = counter("events/late");
  }

  void count(Decoded decoded) {
    if (decoded.startsRecord()) {
      String outcome = decoded.isDead() ? "dead" : decoded.isSkipped() ? "skipped" : "decoded";
      counter("records/" + outcome).add(1);
      counter("format/" + (decoded.format() == null ? "unknown" : decoded.format()) + "/" + outcome)
          .add(1);
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
        tenant.count(event);
      }
    }
  }

  private LongCounter counter(String name) {
    return counters.computeIfAbsent(name, runtime::getLongCounter);
  }

  /** Which rows of a tenant carry which fields: what its patterns can see. */
  private final class TenantCounters {
    private final LongCounter sends;
    private final LongCounter sendsWithDestination;
    private final LongCounter sendsWithClient;
    private final LongCounter delivered;
    private final LongCounter verified;
    private final LongCounter verifiedWithDestination;
    private final LongCounter verifiedWithClient;

    TenantCounters(String tenant) {
      String path = "tenant/" + tenant + "/";
      sends = counter(path + "send");
      sendsWithDestination = counter(path + "send/destination");
      sendsWithClient = counter(path + "send/client");
      delivered = counter(path + "delivered");
      verified = counter(path + "verified");
      verifiedWithDestination = counter(path + "verified/destination");
      verifiedWithClient = counter(path + "verified/client");
    }

    void count(SmsEvent event) {
      EventType type = event.eventType();
      if (type == EventType.REQUESTED || type == EventType.SENT) {
        sends.add(1);
        sendsWithDestination.add(event.destination() == null ? 0 : 1);
        sendsWithClient.add(event.sourceIp() == null ? 0 : 1);
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
