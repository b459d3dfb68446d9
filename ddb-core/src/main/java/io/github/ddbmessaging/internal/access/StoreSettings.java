package io.github.ddbmessaging.internal.access;

import io.github.ddbmessaging.internal.run.CallSettings;
import io.github.ddbmessaging.internal.run.RequestSettings;
import io.github.ddbmessaging.model.CallListener;
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

  /**
   * What sends depend on.
   *
   * @param maxTextLength most code points of a message's text
   * @param idempotencyWindow how long an idempotency key is remembered
   * @param sendMode whether rows change with the message or follow by the projector
   * @param lifetime how long messages live that say nothing of it, or null for ever
   */
  public record Messages(
      int maxTextLength,
      Duration idempotencyWindow,
      SendMode sendMode,
      @Nullable Duration lifetime) {}

  private StoreSettings(
      RequestSettings requests,
      Messages messages,
      @Nullable CallListener listener,
      LegacyGroups legacy,
      @Nullable String actingUser) {
    this.requests = requests;
    this.messages = messages;
    this.listener = listener;
    this.legacy = legacy;
    this.actingUser = actingUser;
  }

  /** Settings of a store that acts for nobody. */
  public static StoreSettings of(
      RequestSettings requests,
      Messages messages,
      @Nullable CallListener listener,
      LegacyGroups legacy) {
    return new StoreSettings(requests, messages, listener, legacy, null);
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
    return new CallSettings(listener, requests.retries().callTimeout());
  }

  public LegacyGroups legacy() {
    return legacy;
  }

  /** A new id, of a message, a group or a transaction. */
  public Supplier<String> ids() {
    return requests.ids();
  }

  public StoreSettings actingAs(String userId) {
    return new StoreSettings(requests, messages, listener, legacy, Validation.userId(userId));
  }

  public StoreSettings actingForNobody() {
    return new StoreSettings(requests, messages, listener, legacy, null);
  }

  public StoreSettings withConsistentReads() {
    return new StoreSettings(consistentRequests(), messages, listener, legacy, actingUser);
  }

  public StoreSettings withStrictReads() {
    return new StoreSettings(requests.withStrictReads(), messages, listener, legacy, actingUser);
  }

  public StoreSettings withSendMode(SendMode mode) {
    Messages changed =
        new Messages(
            messages.maxTextLength(), messages.idempotencyWindow(), mode, messages.lifetime());
    return new StoreSettings(requests, changed, listener, legacy, actingUser);
  }

  /** Whom the store acts for, or null. */
  @Nullable String actingUser() {
    return actingUser;
  }
}
