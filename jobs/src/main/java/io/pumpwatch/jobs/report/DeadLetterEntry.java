package io.pumpwatch.jobs.report;

/**
 * Records of one file that could not be read for one reason.
 *
 * @param fileOrTopic where they stood
 * @param format they were read as, null where none was recognised
 * @param reason what is wrong with them
 * @param count how many
 * @param position of the first
 * @param excerpt the beginning of the first
 */
record DeadLetterEntry(
    String fileOrTopic,
    String format,
    String reason,
    long count,
    String position,
    String excerpt) {}
