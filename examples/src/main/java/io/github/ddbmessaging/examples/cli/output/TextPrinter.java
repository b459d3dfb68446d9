package io.github.ddbmessaging.examples.cli.output;

import io.github.ddbmessaging.examples.DisplayText;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Prints for people. */
public final class TextPrinter implements Printer {
  private final PrintStream out;
  private final PrintStream err;
  private final Layout layout;

  /**
   * Creates the printer.
   *
   * @param out where results go
   * @param err where everything else goes
   * @param layout the width of the results
   */
  public TextPrinter(PrintStream out, PrintStream err, Layout layout) {
    this.out = out;
    this.err = err;
    this.layout = layout;
  }

  @Override
  public void print(Entry entry) {
    entry.lines().apply(layout).forEach(out::println);
  }

  @Override
  public void printTable(List<Map<String, AttributeValue>> items) {
    TextTable.of(items, layout).forEach(out::println);
  }

  @Override
  public void tell(Entry entry) {
    entry.lines().apply(Layout.UNLIMITED).forEach(err::println);
  }

  @Override
  public void hint(String text) {
    out.println(DisplayText.oneLine(text));
  }

  @Override
  public void remark(String text) {
    err.println(DisplayText.oneLine(text));
  }

  @Override
  public boolean isAbandoned() {
    return out.checkError();
  }
}
