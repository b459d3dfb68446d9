package io.github.ddbmessaging;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
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
import io.github.ddbmessaging.model.MessagingException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which package may use which. */
class ArchitectureTest {
  private static final String ROOT = "io.github.ddbmessaging";
  private static final String MODEL = ROOT + ".model";
  private static final String TABLE = ROOT + ".table";
  private static final String STREAM = ROOT + ".stream";
  private static final String INTERNAL = ROOT + ".internal";
  private static final String TEXT = INTERNAL + ".text";
  private static final String RUN = INTERNAL + ".run";
  private static final String ITEM = INTERNAL + ".item";
  private static final String LEGACY = INTERNAL + ".legacy";

  private static final JavaClasses CORE = importCore();

  private static final DescribedPredicate<JavaClass> CLIENT =
      describe(
          "clients of DynamoDB",
          type ->
              type.getPackageName().startsWith("software.amazon.awssdk.services.dynamodb")
                  && type.getSimpleName().endsWith("Client"));

  @Test
  void packages_haveNoCycles() {
    slices()
        .assignedFrom(slicesBy("packages", JavaClass::getPackageName))
        .should()
        .beFreeOfCycles()
        .check(CORE);
  }

  @Test
  void classes_haveNoCycles() {
    slices()
        .assignedFrom(slicesBy("top-level classes", type -> outermost(type).getName()))
        .should()
        .beFreeOfCycles()
        .check(CORE);
  }

  @Test
  void clients_areUsedOnlyByTheStoresTheRunnersAndThePoller() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, RUN, STREAM)
        .should()
        .dependOnClassesThat(CLIENT)
        .check(CORE);
  }

  @Test
  void textKnowsNothingElseOfTheLibrary() {
    usesOnly(TEXT);
  }

  @Test
  void modelKnowsOnlyText() {
    usesOnly(MODEL, TEXT);
  }

  @Test
  void tableKnowsOnlyModelAndText() {
    usesOnly(TABLE, MODEL, TEXT);
  }

  @Test
  void runKnowsNothingOfMessaging() {
    usesOnly(RUN, MODEL);
    noClasses()
        .that()
        .resideInAPackage(RUN)
        .should()
        .dependOnClassesThat()
        .haveNameMatching(ROOT + "[.]model[.](Message(?!ingException)|Group|Row|SortKey|User).*")
        .check(CORE);
  }

  @Test
  void itemIsPure() {
    usesOnly(ITEM, MODEL, TABLE, TEXT);
  }

  @Test
  void streamKnowsOfInternalsOnlyItemsAndWhatFailuresMean() {
    usesOnly(STREAM, MODEL, TABLE, ITEM, RUN);
  }

  @Test
  void legacy_isKnownOnlyToTheStores() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT, LEGACY)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(LEGACY)
        .check(CORE);
  }

  @Test
  void stores_areKnownToNobody() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CORE);
  }

  @Test
  void timeAndRandomness_comeInOnlyThroughTheBuilders() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .accessTargetWhere(
            target(describe("reads a clock or makes a random number", ArchitectureTest::isImpure)))
        .check(CORE);
  }

  /** So whoever compiles ahead of time, with GraalVM or Spring, has nothing to declare for it. */
  @Test
  void nothing_usesReflection() {
    noClasses()
        .should()
        .accessTargetWhere(target(describe("is reflection", ArchitectureTest::isReflection)))
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

  /** The package uses no other package of the library than these, and of the SDK only values. */
  private static void usesOnly(String which, String... others) {
    List<String> allowed = new ArrayList<>(List.of(others));
    allowed.add(which);
    allowed.add("java..");
    allowed.add("org.jspecify.annotations");
    allowed.add("org.slf4j");
    allowed.add("software.amazon.awssdk..");
    classes()
        .that()
        .resideInAPackage(which)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed.toArray(String[]::new))
        .check(CORE);
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

  /** Names of classes and casts need nothing. The SDK reads beans by reflection, schemas not. */
  private static boolean isReflection(AccessTarget target) {
    String owner = target.getOwner().getName();
    String name = target.getName();
    return switch (owner) {
      case "java.lang.Class" ->
          !List.of("getName", "getSimpleName", "isInstance", "cast", "desiredAssertionStatus")
              .contains(name);
      case "java.lang.ClassLoader", "java.util.ServiceLoader" -> true;
      case "software.amazon.awssdk.enhanced.dynamodb.TableSchema" -> name.startsWith("from");
      default -> owner.startsWith("java.lang.reflect.") || owner.startsWith("java.lang.invoke.");
    };
  }

  private static boolean isApi(JavaClass type) {
    return !type.getPackageName().startsWith(INTERNAL)
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
            .filter(resideInAPackage(INTERNAL + ".."))
            .forEach(
                type ->
                    events.add(
                        SimpleConditionEvent.violated(
                            unit, unit.getFullName() + " exposes " + type.getName())));
      }
    };
  }

  private static SliceAssignment slicesBy(String what, Function<JavaClass, String> slice) {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        return type.getPackageName().startsWith(ROOT)
            ? SliceIdentifier.of(slice.apply(type))
            : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return what;
      }
    };
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }
}
