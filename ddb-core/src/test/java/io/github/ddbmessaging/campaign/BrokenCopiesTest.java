package io.github.ddbmessaging.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Constructor;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The campaign finds mistakes: it is run on copies of the library that have one each. */
@Tag("campaign")
class BrokenCopiesTest {
  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "."), "src", "main", "java");

  @TempDir private Path classes;

  static List<BrokenCopy> copies() {
    return BrokenCopy.all();
  }

  static List<BrokenCopy> copiesForOldGroups() {
    return BrokenCopy.ofAdoptionAndMigration();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("copies")
  void play_ofABrokenCopy_fails(BrokenCopy copy) throws Exception {
    playUntilFound(copy, false);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("copiesForOldGroups")
  void playAmongOldGroups_ofABrokenCopy_fails(BrokenCopy copy) throws Exception {
    playUntilFound(copy, true);
  }

  private void playUntilFound(BrokenCopy copy, boolean amongOldGroups) throws Exception {
    int runs;
    try (BrokenClasses broken = BrokenClasses.of(copy, SOURCES, classes)) {
      Constructor<?> probe =
          broken.loadClass(Probe.class.getName()).getDeclaredConstructor(boolean.class);
      probe.setAccessible(true);
      runs = ((IntSupplier) probe.newInstance(amongOldGroups)).getAsInt();
    }

    System.out.printf("Found in run %,d: %s%n", runs, copy.mistake());
    assertThat(runs).isPositive();
  }
}
