package io.github.ddbmessaging.examples.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RevisionMismatchException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.User;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** That every exception of the library has a status, in the code and on the page. */
class ProblemsTest {
  private static final Message HI =
      new Message(
          "g-1", SortKey.of(Instant.EPOCH, "m-1"), "m-1", new User("ann", "Ann", "annek"), "Hi");

  /** One exception of each class. */
  private static List<MessagingException> samples() {
    Exception cause = new IllegalStateException("a test");
    return List.of(
        new InvalidInputException("why"),
        new IdempotencyKeyReusedException("why"),
        new RevisionMismatchException(1, HI),
        new MessageNotFoundException(HI.ref()),
        new MessageDeletedException(HI.ref()),
        new NotTheSenderException("bob", HI.ref()),
        new NotAnOwnerException("bob", "g-1", "rename it"),
        new NotAMemberException("why"),
        new OtherUserException("why"),
        new ChangesTokenExpiredException("g-1"),
        new GroupNotFoundException("g-1"),
        new GroupNotAdoptedException("g-1"),
        new RetriesExhaustedException("why", cause, false),
        new DynamoDbFailureException("why", cause, false),
        new DamagedItemException("pk", "sk", "why"));
  }

  @Test
  void samples_areOfEveryExceptionThatTheLibraryHas() throws Exception {
    assertThat(samples().stream().map(Object::getClass))
        .as("a new exception needs a status in Problems, a sample here and a line in the guide")
        .hasSameElementsAs(exceptionsOfTheLibrary());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void of_everyException_hasAStatusOfItsOwn(MessagingException problem) {
    assertThat(Problems.of(problem)).isNotEqualTo(Problems.of(new UnknownException()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void guide_ofEveryException_saysTheStatusThatTheCodeGives(MessagingException problem)
      throws IOException {
    String name = "`" + problem.getClass().getSimpleName() + "`";
    List<String> cells =
        Files.readAllLines(Path.of("../docs/guide.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|"))
            .filter(line -> line[1].contains(name))
            .map(line -> line[2].strip())
            .toList();

    assertThat(cells)
        .singleElement()
        .asString()
        .startsWith(String.valueOf(Problems.of(problem).status()));
  }

  private static List<Class<?>> exceptionsOfTheLibrary() throws IOException, URISyntaxException {
    Path library =
        Path.of(
            MessagingException.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(library)) {
      return exceptionsIn(library);
    }
    try (FileSystem jar = FileSystems.newFileSystem(library)) {
      return exceptionsIn(jar.getPath("/"));
    }
  }

  private static List<Class<?>> exceptionsIn(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(file -> file.endsWith("Exception.class"))
          .map(file -> file.replace(".class", "").replaceAll("[/\\\\]", "."))
          .map(ProblemsTest::load)
          .filter(MessagingException.class::isAssignableFrom)
          .filter(type -> !Modifier.isAbstract(type.getModifiers()))
          .filter(type -> type != MessagingException.class)
          .toList();
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }

  /** What a later version of the library may throw. */
  private static final class UnknownException extends MessagingException {
    private static final long serialVersionUID = 1L;

    UnknownException() {
      super("unknown");
    }
  }
}
