package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageEdit;
import io.github.ddbmessaging.model.MessageRef;
import io.github.ddbmessaging.model.RevisionMismatchException;

/** Gives a message new content. */
public final class EditMessage {
  private EditMessage() {}

  public static Operation<Message> byRef(StoreSettings settings, MessageRef ref, MessageEdit edit) {
    return new Operation<>("editMessage", () -> edit(settings, ref, edit));
  }

  private static Step<Message> edit(StoreSettings settings, MessageRef ref, MessageEdit edit) {
    Validation.messageRef(ref);
    Validation.messageEdit(edit, settings.messages().maxTextLength());
    return ChangeMessage.of(
        settings,
        ref,
        "Editing",
        (group, read, doubtful) -> edited(settings, ref, edit, read, doubtful));
  }

  private static Message edited(
      StoreSettings settings, MessageRef ref, MessageEdit edit, Message read, long doubtful) {
    Membership.requireSender(settings, read);
    if (read.isDeleted()) {
      throw new MessageDeletedException(ref);
    }
    Long seen = edit.revision();
    long revision = read.status().revision();
    boolean same = read.content().equals(edit.content());
    // One further with the same content is this edit, whose response was lost.
    if (same && (seen == null || seen == revision || seen + 1 == revision)) {
      return read;
    }
    // Applied or not, a later edit has replaced it.
    if (seen == null && doubtful > 0 && doubtful <= revision) {
      return read;
    }
    if (seen != null && seen != revision) {
      throw new RevisionMismatchException(seen, read);
    }
    return read.with(
        edit.content(), read.status().edited(Timestamps.cut(settings.requests().now())));
  }
}
