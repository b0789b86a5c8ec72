package io.pumpwatch.jobs;

/** The command line. */
public final class Pumpwatch {
  private Pumpwatch() {}

  public static void main(String[] arguments) {
    System.out.println("pumpwatch");
  }
}
