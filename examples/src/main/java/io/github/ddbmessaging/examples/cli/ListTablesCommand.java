package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.output.Entry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import software.amazon.awssdk.services.dynamodb.model.ListTablesRequest;

/** Lists the tables. */
@Command(name = "list-tables", description = "Lists the names of all tables.")
final class ListTablesCommand extends TableCommand {
  ListTablesCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    session.dynamoDb().listTablesPaginator(ListTablesRequest.builder().build()).stream()
        .forEach(page -> page.tableNames().forEach(name -> session.printer().print(table(name))));
    return 0;
  }

  private static Entry table(String name) {
    Map<String, @Nullable Object> fields = Entry.newFields();
    fields.put("table", name);
    return Entry.line(name, fields);
  }
}
