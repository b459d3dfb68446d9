package io.github.ddbmessaging.docs;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.Projector;
import io.github.ddbmessaging.stream.StreamPoller;
import io.github.ddbmessaging.stream.TableCheckpoints;
import io.github.ddbmessaging.testing.LocalDynamoDb;
import io.github.ddbmessaging.testing.fault.Cancellation;
import io.github.ddbmessaging.testing.fault.FaultCall;
import io.github.ddbmessaging.testing.fault.Faults;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** That each method needs just the IAM actions that docs/production.md names. */
class IamActionsTest {
  private static final ProductionPage PAGE = ProductionPage.read();

  /** Make another view or object, or only say something; they ask DynamoDB nothing. */
  private static final Set<String> NO_REQUESTS =
      Set.of(
          "actingAs",
          "withConsistentReads",
          "withStrictReads",
          "withCurrentNames",
          "withReactions",
          "rewriteOldKeys",
          "withSendMode",
          "projector",
          "onRejected",
          "parallel",
          "close",
          "builder",
          "of");

  private static LocalDynamoDb dynamoDb;

  @BeforeAll
  static void startEngine() {
    dynamoDb = LocalDynamoDb.start();
  }

  @AfterAll
  static void stopEngine() {
    dynamoDb.close();
  }

  static Set<String> methodsOfThePage() {
    return PAGE.actions().keySet();
  }

  @ParameterizedTest
  @MethodSource("methodsOfThePage")
  void method_whenItDoesAllThatItCan_needsJustTheActionsOfThePage(String method) {
    Faults none = Faults.withRandomSeed();
    Faults others = Faults.withRandomSeed();
    AtomicInteger transactions = new AtomicInteger();
    others
        .on("TransactWriteItems")
        .when(call -> transactions.incrementAndGet() % 2 == 1)
        .transactionCancelled(0, Cancellation.CONDITIONAL_CHECK_FAILED);

    new EveryCall(dynamoDb).make(method, none);
    new EveryCall(dynamoDb).make(method, others);

    assertThat(PAGE.actions().get(method))
        .isEqualTo(
            Stream.of(none, others)
                .flatMap(faults -> faults.calls().stream())
                .flatMap(IamActionsTest::actions)
                .collect(toSet()));
  }

  @Test
  void page_always_namesEachMethodThatAsksDynamoDb() {
    Set<String> methods =
        Stream.of(
                MessagingStore.class,
                Projector.class,
                MessagingAdmin.class,
                MessagingTable.class,
                StreamPoller.class,
                TableCheckpoints.class)
            .flatMap(IamActionsTest::askingMethods)
            .collect(toCollection(TreeSet::new));

    assertThat(methodsOfThePage()).isEqualTo(methods);
  }

  private static Stream<String> askingMethods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
        .map(Method::getName)
        .filter(name -> !NO_REQUESTS.contains(name))
        .map(name -> type.getSimpleName() + "." + name);
  }

  /** Those of a transaction are those of its parts, as AWS documents. */
  private static Stream<String> actions(FaultCall call) {
    return call.request() instanceof TransactWriteItemsRequest transaction
        ? transaction.transactItems().stream().map(IamActionsTest::action)
        : Stream.of(call.operation());
  }

  private static String action(TransactWriteItem part) {
    if (part.put() != null) {
      return "PutItem";
    }
    if (part.update() != null) {
      return "UpdateItem";
    }
    return part.delete() != null ? "DeleteItem" : "ConditionCheckItem";
  }
}
