package io.github.ddbmessaging.internal.inbox;

import io.github.ddbmessaging.internal.access.Membership;
import io.github.ddbmessaging.internal.access.StoreSettings;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.ReadPage;
import io.github.ddbmessaging.internal.run.Operation;
import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;

/** Pattern B: lists a user's groups by their newest message. */
public final class ListGroups {
  private ListGroups() {}

  public static Operation<Page<MessageGroupRow>> ofUser(
      StoreSettings settings, String userId, PageRequest request) {
    return new Operation<>("listMessageGroups", () -> list(settings, userId, request));
  }

  private static Step<Page<MessageGroupRow>> list(
      StoreSettings settings, String userId, PageRequest request) {
    check(settings, userId, request);
    return ReadPage.ofRows(settings.requests(), userId, request).page();
  }

  /** Refuses what can't be asked of a list of groups. */
  static void check(StoreSettings settings, String userId, PageRequest request) {
    Validation.userId(userId);
    Validation.pageRequest(request);
    if (request.position() != null) {
      throw new InvalidInputException(
          "before() and after() are for messages; continue a list of groups with continuedAt()");
    }
    Membership.requireSelf(settings, userId, "list the message groups of");
  }
}
