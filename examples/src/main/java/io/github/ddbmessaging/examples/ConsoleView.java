package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.User;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * What the quickstart prints, as lines of at most 80 columns. What people wrote, and their names,
 * stand at the ends of lines, where no script and no emoji can shift anything. Pure.
 */
final class ConsoleView {
  private static final int COLUMNS = 80;
  private static final String INDENT = " ".repeat(3);
  private static final String TIME_SPACE = " ".repeat(18);
  private static final int HANDLE_COLUMNS = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm  ", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final String COST_ROW = INDENT + "%-28s%6s%10s%7s%7s%9s%8s";
  private static final List<String> COST_NOTES =
      List.of(
          "",
          INDENT + "Each write is one transaction: a new group takes 4 units and 2 a member,",
          INDENT + "a message 4 and 4 a member, and 2 more for each further KB of it. A page",
          INDENT + "is one query: half a unit for 4 KB, or one if strongly consistent.");

  private ConsoleView() {}

  /**
   * A user's conversation list.
   *
   * @param rows the rows, in the order to show them
   * @return two lines each: when and with whom, and the beginning of the newest message
   */
  static List<String> messageGroups(List<MessageGroupRow> rows) {
    List<String> lines = new ArrayList<>();
    for (MessageGroupRow row : rows) {
      lines.add(firstLine(row));
      lines.add(line(TIME_SPACE, preview(row)));
    }
    return lines;
  }

  /**
   * Messages.
   *
   * @param messages the messages, in the order to show them
   * @return a line each: when, who, and as much of the text as there is space for
   */
  static List<String> messages(List<Message> messages) {
    return messages.stream()
        .map(
            message ->
                line(TIME.format(message.createdAt()) + handle(message.sender()), message.text()))
        .toList();
  }

  /**
   * What stands between a page and the next one.
   *
   * @param cursor what leads to the next, older one
   * @return one line
   */
  static String older(Cursor cursor) {
    return line("older: ", cursor.value());
  }

  /**
   * What calls cost.
   *
   * @param costs one for each pattern
   * @return a table, and how to read it
   */
  static List<String> costs(Collection<Cost> costs) {
    List<String> lines = new ArrayList<>();
    lines.add(costRow("", "", "", "read", "write", "write", "by"));
    lines.add(costRow("pattern", "calls", "requests", "units", "units", "a call", "design"));
    for (Cost cost : costs) {
      lines.add(
          costRow(
              cost.pattern(),
              cost.calls(),
              cost.requests(),
              number(cost.readUnits()),
              number(cost.writeUnits()),
              number(cost.writeUnits() / cost.calls()),
              number((double) cost.designedWriteUnits() / cost.calls())));
    }
    lines.addAll(COST_NOTES);
    return lines;
  }

  /**
   * A failure, on one line, whatever its message looks like.
   *
   * @param failure what was thrown
   * @return its message; before it what it is, if the message does not speak for itself
   */
  static String failure(Throwable failure) {
    String message = failure.getMessage();
    return "The quickstart failed: "
        + DisplayText.oneLine(
            message == null || failure instanceof Error ? failure.toString() : message);
  }

  private static String line(String start, String text) {
    String indented = INDENT + start;
    return indented + DisplayText.fit(text, COLUMNS - DisplayText.width(indented));
  }

  private static String firstLine(MessageGroupRow row) {
    String time = TIME.format(row.lastMessageAt());
    return row.title() == null
        ? line(time + handle(row.shownUser()), row.shownUser().displayName())
        : line(time, row.title());
  }

  private static String preview(MessageGroupRow row) {
    return row.title() == null ? row.preview() : row.shownUser().handle() + ": " + row.preview();
  }

  private static String handle(User user) {
    return DisplayText.column(user.handle(), HANDLE_COLUMNS) + "  ";
  }

  private static String costRow(Object... cells) {
    return String.format(Locale.ROOT, COST_ROW, cells);
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(1, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
