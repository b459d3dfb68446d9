package io.github.ddbmessaging.store;

import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * The stores that a test runs against: both, or one to save time, some tests the one and some the
 * other. What they do is the same operations; only what sends the requests differs.
 */
final class StoreKinds implements ArgumentsProvider {
  @Override
  public Stream<Arguments> provideArguments(
      ParameterDeclarations parameters, ExtensionContext context) {
    StoreKind[] kinds = StoreKind.values();
    return Boolean.getBoolean("stores.one")
        ? Stream.of(Arguments.of(kinds[turn(context) % kinds.length]))
        : Stream.of(kinds).map(Arguments::of);
  }

  private static int turn(ExtensionContext context) {
    return Math.abs(context.getRequiredTestClass().getSimpleName().hashCode() % 1000);
  }
}
