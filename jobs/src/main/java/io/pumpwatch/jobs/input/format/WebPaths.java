package io.pumpwatch.jobs.input.format;

import io.pumpwatch.jobs.settings.WebRequestSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the role of a web request from its method and path, as {@link WebRequestSettings} says. */
public final class WebPaths {

  /** What a request is about. */
  public enum Role {
    /** It asks for a code. */
    SEND,
    /** It brings a code back. */
    SUCCESS,
    /** It is not about codes. */
    NEITHER
  }

  /** The globs and the words of one list. */
  private record PathWords(List<Glob> globs, Pattern words) {
    private static final Pattern NEVER = Pattern.compile("(?!)");

    static PathWords of(List<String> entries) {
      List<Glob> globs =
          entries.stream().filter(entry -> entry.startsWith("/")).map(Glob::new).toList();
      String words =
          entries.stream()
              .filter(entry -> !entry.startsWith("/"))
              .map(PathWords::expression)
              .collect(Collectors.joining("|"));
      return new PathWords(
          globs,
          words.isEmpty() ? NEVER : Pattern.compile("(?<![a-z0-9])(?:" + words + ")(?![a-z0-9])"));
    }

    private static String expression(String entry) {
      return Pattern.quote(WebPaths.words(entry)).replace("*", "\\E[a-z0-9]*\\Q");
    }

    int longestGlob(String path) {
      return globs.stream()
          .filter(glob -> glob.matches(path))
          .mapToInt(Glob::length)
          .max()
          .orElse(0);
    }

    boolean standIn(String path) {
      return words.matcher(path).find();
    }
  }

  private final PathWords sendPaths;
  private final PathWords successPaths;
  private final PathWords sendVerbs;
  private final PathWords successVerbs;
  private final Set<String> sendMethods;
  private final Set<String> successMethods;

  public WebPaths(WebRequestSettings settings) {
    sendPaths = PathWords.of(settings.sendPaths());
    successPaths = PathWords.of(settings.successPaths());
    sendVerbs = PathWords.of(settings.sendVerbs());
    successVerbs = PathWords.of(settings.successVerbs());
    sendMethods = upperCase(settings.sendMethods());
    successMethods = upperCase(settings.successMethods());
  }

  /**
   * The role of a request.
   *
   * @param method HTTP method
   * @param path path without query, as logged; escapes are resolved, as the server does
   */
  public Role roleOf(String method, String path) {
    String verb = method.toUpperCase(Locale.ROOT);
    boolean maySend = sendMethods.contains(verb);
    boolean maySucceed = successMethods.contains(verb);
    if (!maySend && !maySucceed) {
      return Role.NEITHER;
    }
    String plain = unescaped(path);
    int sendGlob = maySend ? sendPaths.longestGlob(plain) : 0;
    int successGlob = maySucceed ? successPaths.longestGlob(plain) : 0;
    if (sendGlob > 0 || successGlob > 0) {
      return sendGlob > successGlob ? Role.SEND : Role.SUCCESS;
    }
    String words = words(plain);
    boolean sendWord = sendPaths.standIn(words);
    boolean successWord = successPaths.standIn(words);
    if (!sendWord && !successWord) {
      return Role.NEITHER;
    }
    boolean sendVerb = sendVerbs.standIn(words);
    boolean open = maySend && (sendWord || sendVerb);
    if (maySucceed && (successWord || successVerbs.standIn(words))) {
      return open && sendVerb ? Role.SEND : Role.SUCCESS;
    }
    return open ? Role.SEND : Role.NEITHER;
  }

  /** Lower case, words parted by hyphens whichever way the path parts them. */
  private static String words(String text) {
    StringBuilder words = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean newWord = c >= 'A' && c <= 'Z' && i > 0 && Character.isLowerCase(text.charAt(i - 1));
      if (newWord) {
        words.append('-');
      }
      words.append(c == '_' || c == '.' ? '-' : c);
    }
    return words.toString().toLowerCase(Locale.ROOT);
  }

  private static String unescaped(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return path;
    }
  }

  private static Set<String> upperCase(List<String> methods) {
    return methods.stream()
        .map(method -> method.toUpperCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
