package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.examples.cli.table.ToolException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementRequest;
import software.amazon.awssdk.services.dynamodb.model.ExecuteStatementResponse;

/** Runs a PartiQL statement that only reads. */
@Command(
    name = "query",
    description = "Runs a PartiQL statement that only reads, and prints what it finds.")
final class QueryCommand extends TableCommand {
  private static final Pattern READS =
      Pattern.compile(
          "\\s*select\\b.*", // not by locale
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  @Parameters(
      paramLabel = "STATEMENT",
      description = "Such as: SELECT sk, message FROM \"messages\" WHERE pk = 'MSG#g-1'")
  private String statement = "";

  QueryCommand(GlobalOptions options, Streams streams) {
    super(options, streams);
  }

  @Override
  int run(Session session) {
    if (!READS.matcher(statement).matches()) {
      throw new ToolException("query only reads: the statement must begin with SELECT");
    }
    @Nullable String next = null;
    do {
      ExecuteStatementResponse page = page(session, next);
      if (page.hasItems() && !page.items().isEmpty()) {
        session.printer().printTable(page.items());
      }
      next = page.nextToken();
    } while (next != null && !session.printer().isAbandoned());
    return 0;
  }

  private ExecuteStatementResponse page(Session session, @Nullable String next) {
    try {
      return session
          .dynamoDb()
          .executeStatement(
              ExecuteStatementRequest.builder().statement(statement).nextToken(next).build());
    } catch (DynamoDbException e) {
      // DynamoDB Local throws no class of its own for this.
      if (!e.awsErrorDetails().errorCode().equals("ResourceNotFoundException")) {
        throw e;
      }
      throw new ToolException(
          "The statement names a table or index that there is not; '"
              + Tool.NAME
              + " list-tables' tells the tables");
    }
  }
}
