package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.MessagingBuilder;

/**
 * Changes what every store and admin of the application is built with, after the properties: clock,
 * ids, retries, zone of old keys. Beans of this type are called in their order, once for each store
 * and admin.
 *
 * <p>For a listener, declare a bean of {@link io.github.ddbmessaging.model.CallListener} instead:
 * one that is set here replaces the metrics, and closing the application no longer waits for calls.
 */
@FunctionalInterface
public interface MessagingBuilderCustomizer {
  /**
   * Changes one builder.
   *
   * @param builder a builder with client, table name, listener and call time-out
   */
  void customize(MessagingBuilder<?> builder);
}
