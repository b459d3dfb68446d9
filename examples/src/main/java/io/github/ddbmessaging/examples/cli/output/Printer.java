package io.github.ddbmessaging.examples.cli.output;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints what a command found. */
public interface Printer {
  /**
   * Prints one thing.
   *
   * @param entry the thing
   */
  void print(Entry entry);

  /**
   * Prints items, or parts of items, as a table where the form has tables.
   *
   * @param items the items
   */
  void printTable(List<Map<String, AttributeValue>> items);

  /**
   * Tells people something that is no item: a sum, or that nothing was found.
   *
   * @param text one sentence
   */
  void note(String text);

  /**
   * Tells people what the items tell programs.
   *
   * @param text one sentence
   */
  void hint(String text);

  /**
   * Whether nobody reads any more, as after {@code | head}.
   *
   * @return whether going on is of no use
   */
  boolean isAbandoned();
}
