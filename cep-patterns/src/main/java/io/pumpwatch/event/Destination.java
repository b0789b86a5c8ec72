package io.pumpwatch.event;

/**
 * What a phone number alone tells. Everything but the number may be unknown, and is null then.
 *
 * @param number E.164 with {@code +}
 * @param country ISO 3166-1 alpha-2; null for numbers of no country, such as satellite phones
 * @param valid whether the number lies in a range that is assigned
 * @param numberType {@code mobile}, {@code fixed_line}, {@code fixed_line_or_mobile}, {@code voip},
 *     {@code premium_rate}, …; null where the number is not valid
 * @param networkName the carrier to which the range was assigned: a name for people, never a key,
 *     because numbers move between carriers
 */
public record Destination(
    String number, String country, boolean valid, String numberType, String networkName) {}
