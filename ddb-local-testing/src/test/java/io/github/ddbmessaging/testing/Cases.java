package io.github.ddbmessaging.testing;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.stream.Stream;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs the small test classes that the tests of the extension consist of. */
final class Cases {
  private Cases() {}

  static EngineExecutionResults run(Class<?>... cases) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(Stream.of(cases).map(type -> selectClass(type)).toArray(ClassSelector[]::new))
        .execute();
  }
}
