package io.pumpwatch.jobs.command;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A command whose options are checked before it runs, so that all problems are told at once. */
interface CheckedCommand {

  /**
   * What is wrong with the options as a whole; empty where nothing is. An option whose value could
   * not be read is reported already, and null here.
   */
  List<String> problems();

  /**
   * The words that an option accepts, by the option's name, where they are known at run time. A
   * word that ends in {@code NAME} stands for all that begin with what is before it, and goes on.
   */
  default Map<String, Collection<String>> choices() {
    return Map.of();
  }
}
