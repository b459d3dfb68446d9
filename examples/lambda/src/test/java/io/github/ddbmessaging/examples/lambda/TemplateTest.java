package io.github.ddbmessaging.examples.lambda;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.github.ddbmessaging.testing.DynamoDbExtension;
import io.github.ddbmessaging.testing.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.yaml.snakeyaml.Yaml;

class TemplateTest {
  private static final List<String> FUNCTION = List.of("Resources", "Projector", "Properties");
  private static final List<String> STREAM =
      List.of("Resources", "Projector", "Properties", "Events", "Stream", "Properties");

  @RegisterExtension static final DynamoDbExtension local = SampleTable.extension();

  private final Template template = Template.read();
  private final CollectedLog log = new CollectedLog();

  @Test
  void handler_always_namesClassAndMethodOfTheHandler() {
    String method = RequestHandler.class.getMethods()[0].getName();

    assertThat(template.at(FUNCTION, "Handler"))
        .isEqualTo(ProjectorHandler.class.getName() + "::" + method);
  }

  @Test
  void environment_always_namesTheTable() {
    assertThat(template.at(FUNCTION, "Environment", "Variables"))
        .isEqualTo(Map.of(ProjectorHandler.TABLE_NAME, "TableName"));
  }

  /** A snapshot is made of published versions only, so events have to go to one. */
  @Test
  void function_always_startsFromASnapshot() {
    assertThat(template.at(FUNCTION, "SnapStart"))
        .isEqualTo(Map.of("ApplyOn", "PublishedVersions"));
    assertThat(template.at(FUNCTION, "AutoPublishAlias")).isEqualTo("live");
  }

  @Test
  void stream_always_reportsBatchItemFailures() {
    assertThat(template.at(STREAM, "FunctionResponseTypes"))
        .isEqualTo(List.of("ReportBatchItemFailures"));
  }

  @Test
  void stream_always_limitsHowLongOneRecordHoldsUpItsShard() {
    assertThat(template.at(STREAM))
        .asInstanceOf(MAP)
        .containsEntry("BisectBatchOnFunctionError", true)
        .containsKeys("MaximumRetryAttempts", "MaximumRecordAgeInSeconds", "DestinationConfig");
  }

  @Test
  void filter_whenEventTellsOfMessagesHeadAndRow_passesMessagesOnly() {
    EventFilter filter = filter();
    Map<String, List<Map<?, ?>>> event =
        new Yaml()
            .load(requireNonNull(getClass().getResourceAsStream("messages-of-two-groups.json")));

    assertThat(requireNonNull(event.get("Records")))
        .filteredOn(filter::passes)
        .extracting(TemplateTest::sequenceNumber)
        .containsExactly(
            "4421584500000000017450439091",
            "4421584500000000017450439093",
            "4421584500000000017450439094");
  }

  @Test
  void tablePolicy_whenProjectorDoesAllThatItCan_allowsJustWhatItCalls(SampleTable table) {
    Faults none = Faults.withRandomSeed();
    ProjectorHandler handler = new ProjectorHandler(table.projector(none));
    table.putMessagesOf(LambdaJson.event("messages-of-two-groups"));

    handler.handleRequest(LambdaJson.event("messages-of-two-groups"), log.context());
    handler.handleRequest(LambdaJson.event("newest-message-edited"), log.context());
    handler.handleRequest(LambdaJson.event("unseen-message-deleted"), log.context());
    handler.handleRequest(LambdaJson.event("deleted-message-late"), log.context());

    assertThat(template.actionsOf("table"))
        .asInstanceOf(list(String.class))
        .containsExactlyInAnyOrderElementsOf(RequiredActions.of(none.calls()));
  }

  @Test
  void rejectedRecordsFilter_whenMessageIsDamaged_matchesItsLogLine(SampleTable table) {
    String pattern =
        (String)
            template.at(List.of("Resources", "RejectedRecords", "Properties"), "FilterPattern");

    new ProjectorHandler(table.projector(Faults.withRandomSeed()))
        .handleRequest(LambdaJson.event("damaged-message"), log.context());

    assertThat(log.lines()).singleElement().asString().contains(pattern.replace("\"", ""));
  }

  @Test
  void streamsPage_always_quotesTheTemplate() throws IOException {
    String page = Files.readString(Path.of("../../docs/streams.md"));
    String text = Files.readString(Path.of("template.yaml"));

    List<String> blocks =
        Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
            .matcher(page)
            .results()
            .map((MatchResult block) -> block.group(1))
            .toList();

    assertThat(blocks).isNotEmpty().allSatisfy(block -> assertThat(text).contains(block));
  }

  private static Object sequenceNumber(Map<?, ?> record) {
    Map<?, ?> dynamodb = (Map<?, ?>) requireNonNull(record.get("dynamodb"));
    return requireNonNull(dynamodb.get("SequenceNumber"));
  }

  private EventFilter filter() {
    List<?> filters = (List<?>) template.at(STREAM, "FilterCriteria", "Filters");
    return new EventFilter((String) requireNonNull(((Map<?, ?>) filters.get(0)).get("Pattern")));
  }
}
