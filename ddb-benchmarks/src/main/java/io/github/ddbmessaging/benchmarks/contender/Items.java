package io.github.ddbmessaging.benchmarks.contender;

import static java.util.Objects.requireNonNull;

import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import io.github.ddbmessaging.table.Attributes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items as maps, for those who write them by hand. */
final class Items {
  private Items() {}

  static AttributeValue text(String value) {
    return AttributeValue.fromS(value);
  }

  static AttributeValue value(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name), name);
  }

  static String string(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  /** A key; an item in the making too. */
  static Map<String, AttributeValue> key(String pk, String sk) {
    Map<String, AttributeValue> key = new HashMap<>();
    key.put(Attributes.PK, text(pk));
    key.put(Attributes.SK, text(sk));
    return key;
  }

  static void putUser(Map<String, AttributeValue> item, User user) {
    item.put(Attributes.USER_ID, text(user.id()));
    item.put(Attributes.USER_DISPLAY_NAME, text(user.displayName()));
    item.put(Attributes.USER_HANDLE, text(user.handle()));
  }

  static User user(Map<String, AttributeValue> item) {
    return new User(
        string(item, Attributes.USER_ID),
        string(item, Attributes.USER_DISPLAY_NAME),
        string(item, Attributes.USER_HANDLE));
  }

  static User sender(List<User> members, NewMessage message) {
    for (User member : members) {
      if (member.id().equals(message.senderId())) {
        return member;
      }
    }
    throw new IllegalArgumentException("User '" + message.senderId() + "' is no member");
  }
}
