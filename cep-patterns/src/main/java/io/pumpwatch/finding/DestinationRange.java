package io.pumpwatch.finding;

/**
 * Numbers of the evidence that share a prefix.
 *
 * @param prefix leading digits with {@code +}
 * @param count distinct numbers seen under it
 * @param first lowest number seen, E.164
 * @param last highest number seen, E.164
 */
public record DestinationRange(String prefix, long count, String first, String last) {}
