package io.github.ddbmessaging.spring;

import io.github.ddbmessaging.StoreBuilder;

/**
 * Changes what the stores of the application are built with, after the properties and after all
 * {@link MessagingBuilderCustomizer}. Beans of this type are called in their order, once for each
 * store.
 */
@FunctionalInterface
public interface StoreBuilderCustomizer {
  /**
   * Changes one builder.
   *
   * @param builder a builder to which the properties were applied
   */
  void customize(StoreBuilder<?> builder);
}
