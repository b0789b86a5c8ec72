package io.pumpwatch.datasets.simulate.world;

/**
 * What requests come from.
 *
 * @param sourceIp IPv4 or IPv6
 * @param userAgent the browser or the application
 */
public record Client(String sourceIp, String userAgent) {}
