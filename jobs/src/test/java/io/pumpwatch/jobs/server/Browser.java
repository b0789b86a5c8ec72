package io.pumpwatch.jobs.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A Chromium without a window, with one page open. */
public final class Browser implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; a test that needs it is skipped where there is none. */
  public static Browser start() {
    Optional<File> browser = installed("chromium", "google-chrome");
    Optional<File> itsDriver = installed("chromedriver");
    assumeTrue(
        browser.isPresent() && itsDriver.isPresent(),
        "needs a browser; on Debian: apt-get install chromium chromium-driver");
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options =
        new ChromeOptions()
            .setBinary(browser.get())
            .addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--window-size=1200,1000");
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(itsDriver.get()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<File> installed(String... names) {
    String[] folders = System.getenv("PATH").split(File.pathSeparator);
    return Stream.of(names)
        .flatMap(name -> Stream.of(folders).map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Opens a file. */
  public void open(Path page) {
    driver.get(page.toUri().toString());
  }

  /** Makes the screen that of a phone, by the emulation of the browser's developer tools. */
  public void beAPhone() {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 390, "height", 844, "deviceScaleFactor", 2, "mobile", true));
  }

  /** Makes the screen prefer a colour scheme, {@code light} or {@code dark}. */
  public void prefer(String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** What the page and its policies complained of since it was asked last. */
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .toList();
  }

  /** The elements of a CSS selector, in the order of the page. */
  public List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** The same once there is one: what a click opens may be made a moment later. */
  public List<WebElement> allOnceThere(String selector) {
    WebDriver.Timeouts timeouts = driver.manage().timeouts();
    timeouts.implicitlyWait(PATIENCE);
    try {
      return all(selector);
    } finally {
      timeouts.implicitlyWait(Duration.ZERO);
    }
  }

  /** The element of a CSS selector. */
  public WebElement only(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** What an expression of JavaScript gives. */
  public Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** Stops it. */
  @Override
  public void close() {
    driver.quit();
  }
}
