package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Views;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/** Prints the whole table, a page at a time. */
@Command(name = "scan", description = "Prints every item of the table.")
final class ScanCommand extends TableCommand {
  @Mixin private final ProductionGuard guard = new ProductionGuard();

  @Option(
      names = "--limit",
      paramLabel = "N",
      converter = WholeNumber.Positive.class,
      description = "Print so many items at most; default all.")
  private long limit = Long.MAX_VALUE;

  ScanCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    guard.requireMeantForAll(session, options(), "scan reads all of");
    long left = limit;
    @Nullable ScanResponse page = null;
    while (left > 0
        && (page == null || page.hasLastEvaluatedKey())
        && !session.printer().isAbandoned()) {
      ScanRequest.Builder scan = ScanRequest.builder().tableName(session.tableName());
      if (left < Integer.MAX_VALUE) {
        scan.limit((int) left);
      }
      if (page != null) {
        scan.exclusiveStartKey(page.lastEvaluatedKey());
      }
      page = session.dynamoDb().scan(scan.build());
      page.items().forEach(item -> session.printer().print(Views.item(item)));
      left -= page.count();
    }
    if (left == limit) {
      session.printer().remark("Table '" + session.tableName() + "' is empty");
    }
    return 0;
  }
}
