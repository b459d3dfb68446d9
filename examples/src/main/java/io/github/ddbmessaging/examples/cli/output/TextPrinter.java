package io.github.ddbmessaging.examples.cli.output;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints for people. */
public final class TextPrinter implements Printer {
  private final PrintStream out;

  /**
   * Creates the printer.
   *
   * @param out where all goes
   */
  public TextPrinter(PrintStream out) {
    this.out = out;
  }

  @Override
  public void print(Entry entry) {
    entry.lines().forEach(out::println);
  }

  @Override
  public void printTable(List<Map<String, AttributeValue>> items) {
    TextTable.of(items).forEach(out::println);
  }

  @Override
  public void note(String text) {
    Wrapping.wrap(text).forEach(out::println);
  }

  @Override
  public void hint(String text) {
    note(text);
  }

  @Override
  public boolean isAbandoned() {
    return out.checkError();
  }
}
