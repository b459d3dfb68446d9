package io.github.ddbmessaging;

import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The people, times and items that the tests share. */
public final class Samples {
  public static final User ANN = new User("ann", "Ann A.", "ann.a");
  public static final User BOB = new User("bob", "Bob B.", "bob.b");
  public static final User CAT = new User("cat", "Cat C.", "cat.c");

  /** When the sample groups and their first messages were made. */
  public static final Instant MADE_AT = Instant.parse("2026-11-21T01:02:03.123456Z");

  /** The sort key of the first message of the sample groups. */
  public static final SortKey FIRST = SortKey.of(MADE_AT, "m-1");

  private Samples() {}

  /** The direct group g-1 of Ann and Bob after its first message. */
  public static MessageGroup direct() {
    return new MessageGroup("g-1", FIRST, List.of(ANN, BOB), null, MADE_AT, 1);
  }

  /** The group g-1 with a title, of these members, after its first message. */
  public static MessageGroup titled(List<User> members) {
    return new MessageGroup("g-1", FIRST, members, "Trip", MADE_AT, 1);
  }

  /** A message of group g-1. */
  public static Message message(SortKey key, User sender, String text) {
    String id = key.value().substring(key.value().indexOf('#') + 1);
    return new Message("g-1", key, id, sender, text);
  }

  /** A message of group g-1 that has everything that a message can have. */
  public static Message fullMessage() {
    return new Message(
        "g-1",
        SortKey.of(MADE_AT.plusSeconds(1), "m-2"),
        "m-2",
        BOB,
        fullContent(),
        MessageKind.SYSTEM,
        new MessageRef("g-1", FIRST, "m-1"));
  }

  /** Content that has everything that content can have. */
  public static MessageContent fullContent() {
    return MessageContent.ofText("Look!")
        .withMentions(List.of("ann", "cat"))
        .withAttachments(
            List.of(
                Attachment.of("a.png", "image/png", 5, "k/1").withDimensions(3, 4),
                Attachment.of("b.mp3", "audio/mpeg", 6, "k/2").withDuration(Duration.ofMillis(7))))
        .withData(Map.of("color", "red"));
  }

  /** That many different users. */
  public static List<User> users(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new User("user-" + i, "User " + i, "handle-" + i))
        .toList();
  }
}
