package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.run.CallSettings;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.model.CallListener;
import io.github.ddbmessaging.model.GroupCache;
import io.github.ddbmessaging.model.SendMode;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a store is besides its client. Only this package can read whom it acts for. */
public final class StoreSettings {
  private final RequestSettings requests;
  private final Messages messages;
  private final @Nullable CallListener listener;
  private final LegacyGroups legacy;
  private final @Nullable String actingUser;
  private final Added added;

  /**
   * What sends depend on.
   *
   * @param maxTextLength most code points of a message's text
   * @param idempotencyWindow how long an idempotency key is remembered
   * @param sendMode whether rows change with the message or follow by the projector
   * @param lifetime how long messages live that say nothing of it, or null for ever
   * @param groupCache what keeps groups for sends by id, or null if nothing does
   */
  public record Messages(
      int maxTextLength,
      Duration idempotencyWindow,
      SendMode sendMode,
      @Nullable Duration lifetime,
      @Nullable GroupCache groupCache) {}

  /**
   * What messages are read with.
   *
   * @param reactions the reactions to them
   * @param currentNames the names that their senders have today
   */
  public record Added(boolean reactions, boolean currentNames) {
    static final Added NOTHING = new Added(false, false);
  }

  private StoreSettings(
      RequestSettings requests,
      Messages messages,
      @Nullable CallListener listener,
      LegacyGroups legacy,
      @Nullable String actingUser,
      Added added) {
    this.requests = requests;
    this.messages = messages;
    this.listener = listener;
    this.legacy = legacy;
    this.actingUser = actingUser;
    this.added = added;
  }

  /** Settings of a store that acts for nobody. */
  public static StoreSettings of(
      RequestSettings requests,
      Messages messages,
      @Nullable CallListener listener,
      LegacyGroups legacy) {
    return new StoreSettings(requests, messages, listener, legacy, null, Added.NOTHING);
  }

  public RequestSettings requests() {
    return requests;
  }

  /** For reads that must see every write that returned before. */
  public RequestSettings consistentRequests() {
    return requests.withConsistentReads();
  }

  public Messages messages() {
    return messages;
  }

  public CallSettings calls() {
    return new CallSettings(listener, requests.tableName(), requests.retries().callTimeout());
  }

  public LegacyGroups legacy() {
    return legacy;
  }

  /** What messages are read with. */
  public Added added() {
    return added;
  }

  /** A new id, of a message, a group or a transaction. */
  public Supplier<String> ids() {
    return requests.ids();
  }

  public StoreSettings actingAs(String userId) {
    return new StoreSettings(
        requests, messages, listener, legacy, Validation.userId(userId), added);
  }

  public StoreSettings actingForNobody() {
    return new StoreSettings(requests, messages, listener, legacy, null, added);
  }

  public StoreSettings withConsistentReads() {
    return new StoreSettings(consistentRequests(), messages, listener, legacy, actingUser, added);
  }

  public StoreSettings withStrictReads() {
    return new StoreSettings(
        requests.withStrictReads(), messages, listener, legacy, actingUser, added);
  }

  public StoreSettings withReactions() {
    return new StoreSettings(
        requests, messages, listener, legacy, actingUser, new Added(true, added.currentNames()));
  }

  public StoreSettings withCurrentNames() {
    return new StoreSettings(
        requests, messages, listener, legacy, actingUser, new Added(added.reactions(), true));
  }

  public StoreSettings withSendMode(SendMode mode) {
    Messages changed =
        new Messages(
            messages.maxTextLength(),
            messages.idempotencyWindow(),
            mode,
            messages.lifetime(),
            messages.groupCache());
    return new StoreSettings(requests, changed, listener, legacy, actingUser, added);
  }

  /** Whom the store acts for, or null. */
  @Nullable String actingUser() {
    return actingUser;
  }
}
