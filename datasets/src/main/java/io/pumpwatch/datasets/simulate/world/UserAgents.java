package io.pumpwatch.datasets.simulate.world;

import java.util.List;

/** User agents of browsers, the common ones listed more than once, and of programs. */
public final class UserAgents {

  private static final String CHROME_WINDOWS =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/144.0.0.0 Safari/537.36";
  private static final String CHROME_ANDROID =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/144.0.0.0 Mobile Safari/537.36";
  private static final String SAFARI_IPHONE =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15"
          + " (KHTML, like Gecko) Version/26.2 Mobile/15E148 Safari/604.1";

  private static final List<String> ORDINARY =
      List.of(
          CHROME_ANDROID,
          CHROME_ANDROID,
          CHROME_ANDROID,
          SAFARI_IPHONE,
          SAFARI_IPHONE,
          SAFARI_IPHONE,
          CHROME_WINDOWS,
          CHROME_WINDOWS,
          CHROME_ANDROID.replace("144", "143"),
          CHROME_WINDOWS.replace("144", "143"),
          CHROME_WINDOWS + " Edg/144.0.0.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15"
              + " (KHTML, like Gecko) Version/26.2 Safari/605.1.15",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:147.0) Gecko/20100101 Firefox/147.0",
          "Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0",
          "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36");

  private UserAgents() {}

  /** Somebody's browser. */
  public static String ordinary(SeededRandom random) {
    return random.pick(ORDINARY);
  }

  /** What a load test calls itself. */
  public static String loadGenerator() {
    return "k6/1.4.0 (https://k6.io/)";
  }

  /** What a monitor of web pages calls itself. */
  public static String monitor() {
    return "Blackbox-Exporter/0.28.0";
  }

  /** The browser of an automated test. */
  public static String browserTest() {
    return CHROME_WINDOWS.replace("Chrome/", "HeadlessChrome/");
  }

  /** The one browser that automation pretends to be. */
  public static String automated() {
    return CHROME_WINDOWS;
  }
}
