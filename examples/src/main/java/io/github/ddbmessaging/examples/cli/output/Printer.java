package io.github.ddbmessaging.examples.cli.output;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints what a command found, for people or for programs. */
public interface Printer {
  /**
   * Prints a result on standard output.
   *
   * @param entry the result
   */
  void print(Entry entry);

  /**
   * Prints items, or parts of items, on standard output: as a table where the form has tables.
   *
   * @param items the items
   */
  void printTable(List<Map<String, AttributeValue>> items);

  /**
   * Prints on standard error what is no result: a failure, or what was consumed.
   *
   * @param entry what to tell
   */
  void tell(Entry entry);

  /**
   * Shows people, beside the results, what the results tell programs by themselves.
   *
   * @param text one sentence
   */
  void hint(String text);

  /**
   * Tells people on standard error what programs see by themselves, such as that nothing was found.
   *
   * @param text one sentence
   */
  void remark(String text);

  /**
   * Whether nobody reads any more, as after {@code | head}.
   *
   * @return whether going on is of no use
   */
  boolean isAbandoned();
}
