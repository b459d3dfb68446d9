package io.github.ddbmessaging.table;

import static io.github.ddbmessaging.table.Attributes.CHANGE;
import static io.github.ddbmessaging.table.Attributes.CHANGED_AT;
import static io.github.ddbmessaging.table.Attributes.CHANGED_BY;
import static io.github.ddbmessaging.table.Attributes.EXPIRES_AT;
import static io.github.ddbmessaging.table.Attributes.MARKED_MESSAGE;
import static io.github.ddbmessaging.table.Attributes.MESSAGE_ID;
import static io.github.ddbmessaging.table.Attributes.NEWEST;
import static io.github.ddbmessaging.table.Attributes.REVISION;
import static io.github.ddbmessaging.table.Attributes.SK;
import static io.github.ddbmessaging.table.Attributes.USERS;
import static io.github.ddbmessaging.table.ItemBuilder.count;
import static io.github.ddbmessaging.table.ItemBuilder.seconds;
import static io.github.ddbmessaging.table.ItemBuilder.text;
import static io.github.ddbmessaging.table.ItemBuilder.time;

import io.github.ddbmessaging.model.LogEntry;
import io.github.ddbmessaging.model.LogEntry.Change;
import io.github.ddbmessaging.model.MessageRef;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.EnhancedType;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/** How an entry of a group's change log is mapped. */
final class LogSchema {
  private static final Map<String, Change> CHANGES =
      Arrays.stream(Change.values()).collect(Collectors.toMap(LogSchema::nameOf, change -> change));

  static final TableSchema<LogEntry> SCHEMA =
      ItemBuilder.keyed(
              LogEntry.class,
              Builder.class,
              entry -> Keys.messagePartition(entry.groupId()),
              entry -> Keys.log(entry.number()))
          .newItemBuilder(Builder::new, Builder::build)
          .addAttribute(
              String.class, text(CHANGE, entry -> nameOf(entry.change()), (b, v) -> b.change = v))
          .addAttribute(
              String.class, text(MARKED_MESSAGE, LogSchema::message, (b, v) -> b.message = v))
          .addAttribute(
              String.class, text(MESSAGE_ID, LogSchema::messageId, (b, v) -> b.messageId = v))
          .addAttribute(
              EnhancedType.setOf(String.class),
              a -> a.name(USERS).getter(LogSchema::users).setter((b, v) -> b.users = v))
          .addAttribute(Long.class, count(REVISION, LogEntry::revision, (b, v) -> b.revision = v))
          .addAttribute(
              String.class, text(NEWEST, entry -> entry.newest().value(), (b, v) -> b.newest = v))
          .addAttribute(
              String.class, text(CHANGED_BY, LogEntry::changedBy, (b, v) -> b.changedBy = v))
          .addAttribute(
              String.class, time(CHANGED_AT, LogEntry::changedAt, (b, v) -> b.changedAt = v))
          .addAttribute(
              Long.class, seconds(EXPIRES_AT, LogEntry::expiresAt, (b, v) -> b.expiresAt = v))
          .build();

  private LogSchema() {}

  private static String nameOf(Change change) {
    return change.name().toLowerCase(Locale.ROOT);
  }

  /** DynamoDB stores no empty set. */
  private static @Nullable Set<String> users(LogEntry entry) {
    return entry.userIds().isEmpty() ? null : entry.userIds();
  }

  private static @Nullable String message(LogEntry entry) {
    MessageRef message = entry.message();
    return message == null ? null : message.sortKey().value();
  }

  private static @Nullable String messageId(LogEntry entry) {
    MessageRef message = entry.message();
    return message == null ? null : message.messageId();
  }

  private static final class Builder extends ItemBuilder {
    @Nullable String change;
    @Nullable String message;
    @Nullable String messageId;
    @Nullable Set<String> users;
    @Nullable Long revision;
    @Nullable String newest;
    @Nullable String changedBy;
    @Nullable String changedAt;
    @Nullable Long expiresAt;

    LogEntry build() {
      String groupId = idAfter(Keys.MESSAGES_PREFIX);
      return new LogEntry(
          groupId,
          number(),
          CHANGES.getOrDefault(required(CHANGE, change), Change.OTHER),
          message == null
              ? null
              : new MessageRef(
                  groupId, key(MARKED_MESSAGE, message), required(MESSAGE_ID, messageId)),
          users == null ? Set.of() : users,
          count(REVISION, revision),
          key(NEWEST, newest),
          changedBy,
          time(CHANGED_AT, required(CHANGED_AT, changedAt)),
          seconds(EXPIRES_AT, required(EXPIRES_AT, expiresAt)));
    }

    private long number() {
      String key = required(SK, sk);
      try {
        long number = Long.parseLong(key.substring(Keys.LOG_PREFIX.length()));
        if (number > 0 && Keys.log(number).equals(key)) {
          return number;
        }
      } catch (NumberFormatException | IndexOutOfBoundsException e) {
        // Refused below like every other damage.
      }
      throw damaged("the sort key is not " + Keys.LOG_PREFIX + "<number, 19 digits>");
    }
  }
}
