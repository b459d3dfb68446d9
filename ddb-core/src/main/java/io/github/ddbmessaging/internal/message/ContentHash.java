package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.text.Sha256;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what was sent with an idempotency key from all else: a version, and a hash of every field
 * that the caller gave.
 */
final class ContentHash {
  private static final String VERSION = "1:";

  private ContentHash() {}

  /**
   * The hash of a send.
   *
   * @param message what is sent
   * @param newGroup the group that is created with it, or null if none is
   */
  static String of(NewMessage message, @Nullable NewGroup newGroup) {
    List<String> fields = new ArrayList<>(List.of(message.senderId(), message.text()));
    if (newGroup != null) {
      fields.add(newGroup.title() == null ? "direct" : "titled " + newGroup.title());
      newGroup.members().stream()
          .sorted(Comparator.comparing(User::id))
          .forEach(user -> fields.addAll(List.of(user.id(), user.displayName(), user.handle())));
    }
    // Texts may hold anything, so their lengths keep the fields apart.
    StringBuilder parts = new StringBuilder();
    fields.forEach(field -> parts.append(field.length()).append(' ').append(field));
    return VERSION + Sha256.shortHash(parts.toString());
  }
}
