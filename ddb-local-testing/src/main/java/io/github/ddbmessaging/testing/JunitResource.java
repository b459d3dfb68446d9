package io.github.ddbmessaging.testing;

import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/**
 * What JUnit closes together with the store that it is in: for a class that is after its
 * {@code @AfterAll} methods. What closing throws fails the class.
 *
 * <p>JUnit 5.12 closes the one type only, and later versions warn of it without the other.
 */
@SuppressWarnings({"deprecation", "try"}) // JUnit closes it, no try statement does
interface JunitResource extends AutoCloseable, CloseableResource {

  @Override
  void close() throws Exception;
}
