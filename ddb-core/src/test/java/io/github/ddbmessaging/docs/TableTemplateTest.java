package io.github.ddbmessaging.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.ddbmessaging.internal.upkeep.TableDefinition;
import io.github.ddbmessaging.model.TableSettings;
import io.github.ddbmessaging.table.Attributes;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;

/**
 * That the template of docs/production.md, which is a file as well, makes the table that {@code
 * MessagingTable} makes, and permits what the store calls.
 */
class TableTemplateTest {
  private final CreateTableRequest created =
      TableDefinition.toCreate("messages", TableSettings.onDemand().withDeletionProtection(true));

  private final List<String> template = ProductionPage.read().template();

  @Test
  void template_always_hasTheKeysOfTheTableAndNoOthers() {
    List<String> attributes =
        created.attributeDefinitions().stream()
            .map(a -> item(a.attributeName(), "AttributeType", a.attributeTypeAsString()))
            .toList();
    List<String> keys =
        created.keySchema().stream()
            .map(key -> item(key.attributeName(), "KeyType", key.keyTypeAsString()))
            .toList();

    assertThat(template.stream().filter(line -> line.startsWith("- ")))
        .containsExactlyElementsOf(Stream.of(attributes, keys).flatMap(List::stream).toList());
  }

  @Test
  void template_always_hasTheSettingsOfTheTable() {
    assertThat(template)
        .contains(
            "BillingMode: " + created.billingModeAsString(),
            "DeletionProtectionEnabled: " + created.deletionProtectionEnabled(),
            "StreamSpecification: {StreamViewType: "
                + created.streamSpecification().streamViewTypeAsString()
                + "}",
            "TimeToLiveSpecification: {AttributeName: "
                + Attributes.EXPIRES_AT
                + ", Enabled: true}");
  }

  @Test
  void file_always_hasTheTableOfThePage() {
    assertThat(TemplateFile.read().lines()).containsSequence(template);
  }

  @Test
  void policyOfTheFile_always_allowsJustWhatTheStoreCalls() {
    assertThat(TemplateFile.read().actions("Store"))
        .containsExactlyElementsOf(actionsOf("MessagingStore."));
  }

  @Test
  void policyOfTheFile_always_allowsJustWhatACheckOfTheTableCalls() {
    assertThat(TemplateFile.read().actions("Check"))
        .containsExactlyElementsOf(actionsOf("MessagingTable.check"));
  }

  @Test
  void file_always_saysThatItWasNotDeployed() {
    assertThat(TemplateFile.read().lines()).anyMatch(line -> line.startsWith("# Not deployed"));
  }

  /** Those of the page, which {@link IamActionsTest} holds against the calls, in their order. */
  private static SortedSet<String> actionsOf(String methods) {
    SortedSet<String> actions = new TreeSet<>();
    ProductionPage.read()
        .actions()
        .forEach(
            (method, needed) -> {
              if (method.startsWith(methods)) {
                needed.forEach(action -> actions.add("dynamodb:" + action));
              }
            });
    return actions;
  }

  private static String item(String attribute, String name, String value) {
    return "- {AttributeName: " + attribute + ", " + name + ": " + value + "}";
  }
}
