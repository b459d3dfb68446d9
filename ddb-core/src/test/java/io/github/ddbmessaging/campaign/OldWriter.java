package io.github.ddbmessaging.campaign;

import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.store.OldApplication;
import io.github.ddbmessaging.table.Keys;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;

/**
 * Writes as the original application does: keys are times in several forms, of which some stand for
 * the same instant, and each row shows one other member.
 *
 * @param table tells which keys are in use
 * @param application writes
 */
record OldWriter(MemoryTable table, OldApplication application) {
  private static final int SECONDS = 6;
  private static final List<DateTimeFormatter> FORMS =
      List.of(
          form("ss.SSSSSSxxx", "+00:00"),
          form("ss.SSSSSS", "Z"),
          form("ss.SSSSSSxxx", "+05:30"),
          form("ssxxx", "-05:00"),
          form("ss.SSSX", "Z"),
          form("ss.SSSSSSSSS", "Z"));

  private static DateTimeFormatter form(String seconds, String offset) {
    return DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:" + seconds, Locale.ROOT)
        .withZone(ZoneOffset.of(offset));
  }

  /**
   * Writes a message, a few seconds ago at most, and rows.
   *
   * @param withRow the members who get a row
   */
  void write(Group group, String text, Instant now, Random random, Predicate<User> withRow) {
    Instant time = now.minusSeconds(random.nextInt(SECONDS));
    if (random.nextBoolean()) {
      time = time.truncatedTo(ChronoUnit.SECONDS);
    }
    String key = FORMS.get(0).format(time);
    while (isTaken(group, key)) {
      key = FORMS.get(isPlain(group) ? 0 : random.nextInt(FORMS.size())).format(time);
      time = time.plusNanos(500_000);
    }
    List<User> members = group.members;
    application.message(group.id, key, members.get(random.nextInt(members.size())), text);
    for (int i = 0; i < members.size(); i++) {
      if (withRow.test(members.get(i))) {
        User shown = members.get((i + 1) % members.size());
        application.row(members.get(i), group.id, key, shown, text);
      }
    }
  }

  /** Whether all keys of the group have one form. */
  static boolean isPlain(Group group) {
    return group.id.charAt(group.id.length() - 1) < '5';
  }

  /** The original application would overwrite what has the same key. */
  private boolean isTaken(Group group, String key) {
    return table.keysEver(Keys.messagePartition(group.id)).contains(key)
        || group.members.stream()
            .anyMatch(member -> table.keysEver(Keys.groupsPartition(member.id())).contains(key));
  }
}
