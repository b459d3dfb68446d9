package io.github.ddbmessaging.security;

import static io.github.ddbmessaging.security.SharedTable.SECRET;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.AsyncMessagingAdmin;
import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.StoreBuilder;
import io.github.ddbmessaging.model.AccessRefusedException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RetrySettings;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.store.Table;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Promise 7, method by method: Eve, who has groups of her own and controls every argument, neither
 * reads nor writes anything of a group that she is not in.
 */
@Tag("long")
class ForeignGroupsTest {
  @RegisterExtension
  static final DynamoDbExtension DYNAMO_DB =
      DynamoDbExtension.builder()
          .table(
              (client, name) ->
                  MessagingTable.of(client, name)
                      .create(TableSettings.onDemand().withStream(false).withTimeToLive(false)))
          .parameter(
              Table.class, table -> new Table(table.name(), table.client(), table.asyncClient()))
          .build();

  /** A token, numbers and positions alone tell nothing that is secret here. */
  private static final Set<String> TELL_NO_CONTENT =
      Set.of("beginChanges", "countUnread", "listReadPositions");

  static Stream<Method> tellingMethods() {
    return methods().filter(method -> !TELL_NO_CONTENT.contains(method.getName()));
  }

  static Stream<Method> methods() {
    return AttackSurface.methods();
  }

  @ParameterizedTest
  @MethodSource("methods")
  void method_whateverEveHandsIn_tellsAndChangesNothingOfOthers(Method method, Table table)
      throws ReflectiveOperationException {
    SharedTable shared = new SharedTable(table);
    Set<Map<String, AttributeValue>> before = shared.foreignItems();

    StringBuilder all = new StringBuilder();
    for (Object store : storesOfEve(method.getDeclaringClass(), table, shared)) {
      for (List<Object> arguments : new HostileArguments(shared).of(method)) {
        String told = toldToEve(store, method, arguments);
        assertThat(told).as("what %s tells on %s", method, arguments).doesNotContain(SECRET);
        all.append(told);
      }
      assertThat(shared.foreignItems()).as("after %s", method).isEqualTo(before);
    }
    assertThat(all).containsPattern("NotAMemberException|OtherUserException");
  }

  /**
   * The other side: without a caller the same arguments do harm, so that no harm means something.
   */
  @ParameterizedTest
  @MethodSource("tellingMethods")
  void method_withoutACaller_tellsOrChangesWhatIsOfOthers(Method method, Table table)
      throws ReflectiveOperationException {
    SharedTable shared = new SharedTable(table);
    Set<Map<String, AttributeValue>> before = shared.foreignItems();
    Object trusting = open(method.getDeclaringClass(), table, ForeignGroupsTest::newId);

    StringBuilder told = new StringBuilder();
    for (List<Object> arguments : new HostileArguments(shared).of(method)) {
      told.append(toldToAnyone(trusting, method, arguments));
    }

    assertThat(told.indexOf(SECRET) >= 0 || !shared.foreignItems().equals(before)).isTrue();
  }

  @Test
  void methods_thatAreNotAttacked_exist() {
    assertThat(AttackSurface.all().map(Method::getName).collect(toSet()))
        .containsAll(AttackSurface.NOT_ATTACKED.keySet());
  }

  /** What works on all groups is with the operator, and no store leads there. */
  @Test
  void admins_knowNoActingUser() {
    assertThat(
            Stream.of(
                    MessagingAdmin.class,
                    AsyncMessagingAdmin.class,
                    MessagingAdmin.Builder.class,
                    AsyncMessagingAdmin.Builder.class)
                .flatMap(admin -> Stream.of(admin.getMethods())))
        .noneMatch(method -> method.getName().startsWith("acting"));
    assertThat(AttackSurface.all())
        .noneMatch(method -> method.getReturnType().getSimpleName().endsWith("Admin"));
  }

  /** Hers in every view, and one whose new ids meet those of a foreign group. */
  private static List<Object> storesOfEve(Class<?> kind, Table table, SharedTable shared)
      throws ReflectiveOperationException {
    String foreignId = shared.foreignTitled.group().id();
    Object own = open(kind, table, ForeignGroupsTest::newId);
    List<Object> stores = new ArrayList<>(AttackSurface.views(asEve(own)));
    stores.add(asEve(open(kind, table, () -> foreignId)));
    return stores;
  }

  private static Object asEve(Object store) throws ReflectiveOperationException {
    return store.getClass().getMethod("actingAs", String.class).invoke(store, "eve");
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static Object open(Class<?> kind, Table table, Supplier<String> ids) {
    if (kind == MessagingStore.class) {
      MessagingStore.Builder builder = MessagingStore.builder().client(table.client());
      return settled(builder, table, ids).build();
    }
    AsyncMessagingStore.Builder builder = AsyncMessagingStore.builder().client(table.asyncClient());
    return settled(builder, table, ids).build();
  }

  private static <B extends StoreBuilder<B>> B settled(
      B builder, Table table, Supplier<String> ids) {
    return builder
        .tableName(table.name())
        .ids(ids)
        .retries(new RetrySettings(3, Duration.ZERO, Duration.ZERO));
  }

  /** All that comes back; a failure of another kind than these would tell as well. */
  private static String toldToEve(Object store, Method method, List<Object> arguments)
      throws ReflectiveOperationException {
    try {
      return told(store, method, arguments);
    } catch (AccessRefusedException
        | InvalidInputException
        | IdempotencyKeyReusedException
        | MessageNotFoundException
        | MessageDeletedException
        // Where ids repeat, so do the tokens of requests.
        | DynamoDbFailureException e) {
      return Disclosed.by(e);
    }
  }

  private static String toldToAnyone(Object store, Method method, List<Object> arguments)
      throws ReflectiveOperationException {
    try {
      return told(store, method, arguments);
    } catch (MessagingException e) {
      return Disclosed.by(e);
    }
  }

  private static String told(Object store, Method method, List<Object> arguments)
      throws ReflectiveOperationException {
    try {
      return Disclosed.by(method.invoke(store, arguments.toArray()));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
