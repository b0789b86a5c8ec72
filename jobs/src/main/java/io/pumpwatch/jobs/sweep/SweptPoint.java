package io.pumpwatch.jobs.sweep;

/**
 * A value of a sweep and who tries it. A value that the first settings have already is theirs.
 *
 * @param key key path of the setting
 * @param value as it was given
 * @param variant name of the variant
 */
public record SweptPoint(String key, String value, String variant) {}
