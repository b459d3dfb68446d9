package io.github.ddbmessaging;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.ddbmessaging.internal.access.Validation;
import io.github.ddbmessaging.internal.read.CursorCodec;
import io.github.ddbmessaging.internal.run.AsyncRunner;
import io.github.ddbmessaging.internal.run.Request;
import io.github.ddbmessaging.internal.run.SyncRunner;
import io.github.ddbmessaging.internal.text.Timestamps;
import io.github.ddbmessaging.internal.text.Utf8;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Keys;
import io.github.ddbmessaging.table.Schemas;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may use what. */
class ArchitectureTest {
  private static final String ROOT = "io.github.ddbmessaging";
  private static final String INTERNAL = ROOT + ".internal";

  private static final JavaClasses CORE = importCore();

  private static final DescribedPredicate<JavaClass> CLIENT =
      describe(
          "clients of DynamoDB",
          type ->
              type.getPackageName().startsWith("software.amazon.awssdk.services.dynamodb")
                  && type.getSimpleName().endsWith("Client"));

  @Test
  void clients_areTouchedOnlyByTheShells() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(
            SyncRunner.class,
            AsyncRunner.class,
            Request.class,
            MessagingStore.class,
            AsyncMessagingStore.class,
            MessagingTable.class)
        .and()
        .resideOutsideOfPackage(ROOT + ".stream")
        .should()
        .dependOnClassesThat(CLIENT)
        .check(CORE);
  }

  @Test
  void pureCore_usesNothingOfTheSdkButValuesAndSchemas() {
    Set<String> internals = Set.of("Items", "ReKey", "TransactionPlan", "Head", "Ids", "Backoff");
    classes()
        .that(
            belongToAnyOf(
                    Keys.class,
                    SortKey.class,
                    Schemas.class,
                    Timestamps.class,
                    Utf8.class,
                    CursorCodec.class,
                    Validation.class)
                .or(
                    describe(
                        "pure internals",
                        type ->
                            type.getPackageName().equals(INTERNAL)
                                && internals.contains(outermost(type).getSimpleName()))))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT,
            INTERNAL,
            "java.lang..",
            "java.math..",
            "java.nio..",
            "java.security",
            "java.time..",
            "java.util..",
            "org.jspecify.annotations",
            "software.amazon.awssdk.enhanced.dynamodb..",
            "software.amazon.awssdk.services.dynamodb.model")
        .check(CORE);
  }

  @Test
  void timeAndRandomness_comeInOnlyThroughTheBuilder() {
    noClasses()
        .that()
        .doNotBelongToAnyOf(StoreBuilder.class)
        .should()
        .accessTargetWhere(
            target(describe("reads a clock or makes a random number", ArchitectureTest::isImpure)))
        .check(CORE);
  }

  @Test
  void publicApi_exposesNoInternalType() {
    codeUnits()
        .that()
        .areDeclaredInClassesThat(
            resideInAPackage(ROOT + "..").and(describe("API", ArchitectureTest::isApi)))
        .and(describe("public or protected", ArchitectureTest::isVisible))
        .should(haveNoInternalTypeInTheirSignature())
        .check(CORE);
  }

  @Test
  void exceptions_descendFromTheOneOfTheLibrary() {
    classes()
        .that()
        .haveSimpleNameEndingWith("Exception")
        .should()
        .beAssignableTo(MessagingException.class)
        .check(CORE);
  }

  @Test
  void stream_usesNothingOfTheCoreButItsApi() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + ".stream")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(INTERNAL)
        .check(CORE);
  }

  @Test
  void core_doesNotKnowTheStreamPackage() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + ".stream")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT + ".stream")
        .check(CORE);
  }

  @Test
  void classes_haveNoCycles() {
    slices().assignedFrom(topLevelClasses()).should().beFreeOfCycles().check(CORE);
  }

  /** Knows of other classes only their names, which is much faster. */
  private static JavaClasses importCore() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    return new ClassFileImporter()
        .importUrl(MessagingStore.class.getProtectionDomain().getCodeSource().getLocation());
  }

  private static boolean isImpure(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.util.Random",
          "java.util.SplittableRandom",
          "java.security.SecureRandom",
          "java.util.concurrent.ThreadLocalRandom" ->
          true;
      case "java.util.UUID" -> name.equals("randomUUID");
      case "java.lang.Math" -> name.equals("random");
      case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
      default ->
          owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
    };
  }

  private static boolean isApi(JavaClass type) {
    return !type.getPackageName().equals(INTERNAL)
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isApi).orElse(true);
  }

  private static boolean isVisible(JavaCodeUnit unit) {
    return unit.getModifiers().contains(JavaModifier.PUBLIC)
        || unit.getModifiers().contains(JavaModifier.PROTECTED);
  }

  private static ArchCondition<JavaCodeUnit> haveNoInternalTypeInTheirSignature() {
    return new ArchCondition<>("have no internal type in their signature") {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        Stream.concat(
                unit.getReturnType().getAllInvolvedRawTypes().stream(),
                unit.getParameterTypes().stream()
                    .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
            .filter(resideInAPackage(INTERNAL))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " exposes " + type.getName())));
      }
    };
  }

  private static SliceAssignment topLevelClasses() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
            ? SliceIdentifier.of(outermost(type).getName())
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "top-level classes";
      }
    };
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
