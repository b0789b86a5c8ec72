package io.pumpwatch.feature;

import java.util.Map;

/**
 * What several variants of the rules, where a run tries them side by side, reach alike in a window.
 *
 * @param judging which way to judge they share, as the rules number them
 * @param variants the variants, a bit each
 * @param exceedances by statistic, of one pattern
 */
public record VariantExceedances(int judging, long variants, Map<String, Exceedance> exceedances) {}
