package io.pumpwatch.finding;

/**
 * A value of the evidence and how many attempts carried it.
 *
 * @param value as logged
 * @param count attempts
 */
public record ValueCount(String value, long count) {}
