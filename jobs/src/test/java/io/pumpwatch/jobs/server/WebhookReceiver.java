package io.pumpwatch.jobs.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/** An endpoint on this machine that keeps what is posted to it and answers as a test asks. */
public final class WebhookReceiver implements AutoCloseable {

  /**
   * What was posted.
   *
   * @param nanos when, by {@link System#nanoTime}
   * @param status what it was answered with
   */
  public record Request(
      String method, String path, Headers headers, String body, long nanos, int status) {

    /** The one value of a header; null where it is not there. */
    public String header(String name) {
      return headers.getFirst(name);
    }

    /** The message's own id. */
    public String id() {
      return header("webhook-id");
    }
  }

  /**
   * How it answers.
   *
   * @param headers by name
   */
  public record Answer(int status, Map<String, String> headers) {

    /** A status alone. */
    public static Answer of(int status) {
      return new Answer(status, Map.of());
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final IntFunction<Answer> answers;

  private WebhookReceiver(HttpServer server, IntFunction<Answer> answers) {
    this.server = server;
    this.answers = answers;
  }

  /**
   * Starts one on a free port.
   *
   * @param answers how to answer a request, by how many there were before it
   */
  public static WebhookReceiver start(IntFunction<Answer> answers) throws IOException {
    return start(0, answers);
  }

  /** Starts one on that port. */
  public static WebhookReceiver start(int port, IntFunction<Answer> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    WebhookReceiver receiver = new WebhookReceiver(server, answers);
    server.createContext("/", receiver::handle);
    server.setExecutor(receiver.threads);
    server.start();
    return receiver;
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      Answer answer;
      synchronized (this) {
        answer = answers.apply(requests.size());
        requests.add(
            new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                body,
                System.nanoTime(),
                answer.status()));
      }
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it is, with that path. */
  public String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  /** The port it listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** All that was posted, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What was posted and taken, in order. */
  public List<Request> taken() {
    return requests.stream().filter(request -> request.status() / 100 == 2).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
