package io.pumpwatch.jobs.enrich;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which patterns could not have seen an attack, for want of a field, and what to switch on: one
 * line each, from what a run counted.
 */
public final class BlindSpots {
  private BlindSpots() {}

  /**
   * The lines, tenants in alphabetical order.
   *
   * @param counts what the run counted, by path
   */
  public static List<String> of(Map<String, Long> counts) {
    TreeMap<String, Map<String, Long>> tenants = new TreeMap<>();
    counts.forEach(
        (path, count) -> {
          String[] parts = path.split("/", 3);
          if (parts.length == 3 && parts[0].equals("tenant")) {
            tenants.computeIfAbsent(parts[1], unused -> new TreeMap<>()).put(parts[2], count);
          }
        });
    List<String> lines = new ArrayList<>();
    tenants.forEach((tenant, of) -> lines.addAll(linesOf(tenant, of)));
    return lines;
  }

  private static List<String> linesOf(String tenant, Map<String, Long> of) {
    List<String> lines = new ArrayList<>();
    String start = "tenant " + tenant + ": ";
    if (of.getOrDefault("send", 0L) == 0) {
      lines.add(
          start
              + "no row is a send (requested or sent); every pattern is blind. Add the provider's"
              + " delivery log or the application's request log.");
      return lines;
    }
    if (of.getOrDefault("send/destination", 0L) == 0) {
      lines.add(
          start
              + "no send carries a destination; sequential-numbers, send-to-success-imbalance and"
              + " burst on numbers and blocks are blind. Switch on the provider's delivery status"
              + " log.");
    }
    if (of.getOrDefault("send/client", 0L) == 0) {
      lines.add(
          start
              + "no send carries a client address; burst on clients and their networks is blind."
              + " Add the web server's or identity provider's log.");
    }
    if (of.getOrDefault("verified", 0L) == 0) {
      lines.add(
          start
              + "no row says that a code came back; send-to-success-imbalance is silent,"
              + " sequential-numbers needs stronger evidence. Add the verification events.");
    } else if (of.getOrDefault("verified/destination", 0L) == 0) {
      lines.add(
          start
              + "codes that come back carry no destination; send-to-success-imbalance is silent on"
              + " blocks, ranges, networks and countries. Log the number with the verification.");
    }
    if (of.getOrDefault("delivered", 0L) == 0) {
      lines.add(
          start
              + "no delivery receipts; an undelivered code looks like one that was not entered."
              + " Switch on delivery receipts.");
    }
    return lines;
  }
}
