package io.github.ddbmessaging.examples;

import io.github.ddbmessaging.model.User;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * What people wrote to each other, in the order of time. A group goes by a label here; its id is
 * the library's to give.
 *
 * @param lines every message
 */
public record Conversation(List<Line> lines) {
  private static final String BUNDLED = "conversation.jsonl";

  /**
   * One message.
   *
   * @param group the label of the group it was written in
   * @param sender who wrote it
   * @param createdAt when
   * @param text what
   */
  public record Line(String group, User sender, Instant createdAt, String text) {}

  /** Copies the lines. */
  public Conversation {
    lines = List.copyOf(lines);
  }

  /**
   * The conversation that comes with the examples.
   *
   * @return 285 messages of 8 people in 5 groups
   * @throws UncheckedIOException if the resource can't be read
   */
  static Conversation bundled() {
    try (InputStream resource = openBundled()) {
      return parse(
          new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
              .lines()
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens the file of the conversation that comes with the examples.
   *
   * @return its lines, in UTF-8; to be closed
   * @throws IOException if the resource can't be read
   */
  public static InputStream openBundled() throws IOException {
    InputStream resource = Conversation.class.getResourceAsStream(BUNDLED);
    if (resource == null) {
      throw new IOException("There is no resource " + BUNDLED);
    }
    return resource;
  }

  /**
   * Reads lines of JSON.
   *
   * @param json objects with {@code group}, {@code user_id}, {@code handle}, {@code display_name},
   *     {@code created_at} and {@code message}
   * @return the conversation, in the order of the lines
   */
  static Conversation parse(List<String> json) {
    return new Conversation(json.stream().map(LineParser::parse).toList());
  }

  /**
   * The groups.
   *
   * @return their labels, in the order of their first messages
   */
  List<String> groups() {
    return distinct(lines, Line::group);
  }

  /**
   * Everyone who wrote anything.
   *
   * @return the people, in the order of their first messages
   */
  List<User> people() {
    return distinct(lines, Line::sender);
  }

  /**
   * The messages of a group.
   *
   * @param group its label
   * @return its messages, oldest first
   */
  List<Line> linesOf(String group) {
    return lines.stream().filter(line -> line.group().equals(group)).toList();
  }

  /**
   * Who is in a group: everyone who wrote in it.
   *
   * @param group its label
   * @return its members, in the order of their first messages
   */
  List<User> membersOf(String group) {
    return distinct(linesOf(group), Line::sender);
  }

  /**
   * What a user's conversation list shows.
   *
   * @param user whose list
   * @return the newest message of each group that the user is in, newest first
   */
  List<Line> newestOf(User user) {
    return groups().stream()
        .filter(group -> membersOf(group).contains(user))
        .map(this::linesOf)
        .map(written -> written.get(written.size() - 1))
        .sorted(Comparator.comparing(Line::createdAt).reversed())
        .toList();
  }

  private static <T> List<T> distinct(List<Line> lines, Function<Line, T> property) {
    return lines.stream().map(property).distinct().toList();
  }
}
