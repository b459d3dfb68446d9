package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** People and messages with lengths as they are in life: ids of 36 characters, names of 12. */
public final class Samples {
  /** The title of every group. */
  public static final String TITLE = "Weekend plan";

  private static final int NAME_LENGTH = 12;

  private Samples() {}

  /**
   * A user.
   *
   * @param number tells users apart
   * @return the user
   */
  public static User user(int number) {
    String name = "User " + number;
    return new User(
        new UUID(1, number).toString(),
        name + ".".repeat(NAME_LENGTH - name.length()),
        "u" + number);
  }

  /**
   * A group.
   *
   * @param first the number of its first member
   * @param members how many members
   * @return what to make
   */
  public static NewGroup group(int first, int members) {
    List<User> users = IntStream.range(first, first + members).mapToObj(Samples::user).toList();
    return NewGroup.titled(TITLE, users);
  }

  /**
   * A message of its group's first member.
   *
   * @param group whose member sends
   * @param bytes the length of its text
   * @return what to send
   */
  public static NewMessage message(NewGroup group, int bytes) {
    return NewMessage.from(group.members().get(0).id(), "x".repeat(bytes));
  }
}
