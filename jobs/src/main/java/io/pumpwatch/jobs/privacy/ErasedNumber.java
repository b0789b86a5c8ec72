package io.pumpwatch.jobs.privacy;

import io.pumpwatch.jobs.settings.PrivacySettings;
import io.pumpwatch.jobs.settings.PrivacySettings.Form;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A number that is to be found nowhere any more, neither itself nor its pseudonym. In text only its
 * block of 10 000 stays.
 */
public final class ErasedNumber {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

  private final List<String> forms;
  private final String block;
  private final Pattern pattern;

  private ErasedNumber(List<String> forms, String block) {
    this.forms = forms;
    this.block = block;
    this.pattern = Pattern.compile(regularExpression());
  }

  /**
   * That number.
   *
   * @param number E.164 with {@code +}
   * @param key of its pseudonym, where there is one
   * @throws IllegalArgumentException where it is none
   */
  public static ErasedNumber of(String number, Optional<PrivacyKey> key) {
    if (!E164.matcher(number).matches()) {
      throw new IllegalArgumentException("must be a number in E.164, such as +24177012345");
    }
    Stream<String> pseudonym =
        key
            .map(known -> new Pseudonyms(new PrivacySettings(Form.HMAC, Form.KEEP), known))
            .map(pseudonyms -> pseudonyms.number(number))
            .stream();
    String block =
        new Pseudonyms(new PrivacySettings(Form.TRUNCATE, Form.KEEP), null).number(number);
    return new ErasedNumber(Stream.concat(Stream.of(number), pseudonym).toList(), block);
  }

  /** What stands for it where rows name it as what they are about. */
  public List<String> forms() {
    return forms;
  }

  /** What stays of it. */
  public String block() {
    return block;
  }

  /**
   * What finds it in text, of Java and of PostgreSQL alike: with its plus sign or without, and not
   * as a part of a longer number.
   */
  public String regularExpression() {
    return forms.stream()
        .map(form -> form.substring(1))
        .collect(Collectors.joining("|", "(?<![0-9])\\+?(?:", ")(?![0-9])"));
  }

  /** Whether the text holds it. */
  public boolean isIn(String text) {
    return pattern.matcher(text).find();
  }

  /** The text without it. */
  public String erasedFrom(String text) {
    return pattern.matcher(text).replaceAll(Matcher.quoteReplacement(block));
  }
}
