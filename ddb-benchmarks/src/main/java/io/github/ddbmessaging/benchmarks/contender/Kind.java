package io.github.ddbmessaging.benchmarks.contender;

import io.github.ddbmessaging.MessagingTable;
import io.github.ddbmessaging.benchmarks.contender.enhanced.EnhancedContender;
import io.github.ddbmessaging.benchmarks.contender.tempest.TempestContender;
import io.github.ddbmessaging.model.TableSettings;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The ways of writing it that are compared. */
public enum Kind {
  /** The library, sending transactionally. */
  LIBRARY("library"),
  /** The library, sending streamed. */
  LIBRARY_STREAMED("library, streamed"),
  /** The library's requests by hand, sending transactionally. */
  FLOOR("low-level client"),
  /** The library's requests by hand, sending streamed. */
  FLOOR_STREAMED("low-level client, streamed"),
  /** The Enhanced Client with beans. */
  ENHANCED("Enhanced Client"),
  /** Tempest. */
  TEMPEST("tempest2"),
  /** The old application's algorithms. */
  OLD("old application");

  private final String label;

  Kind(String label) {
    this.label = label;
  }

  /**
   * Names it for people.
   *
   * @return the name in reports
   */
  public String label() {
    return label;
  }

  /**
   * A name for its table, which no other contender's has.
   *
   * @return the table's name
   */
  public String tableName() {
    return this == TEMPEST ? TempestContender.TABLE : name();
  }

  /**
   * Tells whether the rows follow from the table's stream.
   *
   * @return false if a send changes them itself
   */
  public boolean streamed() {
    return this == LIBRARY_STREAMED || this == FLOOR_STREAMED || this == OLD;
  }

  /**
   * Creates the table that it works on.
   *
   * @param client of an engine without that table
   * @param name the table's name
   * @param stream whether the table has a stream
   * @return the table
   */
  public MessagingTable createTable(DynamoDbClient client, String name, boolean stream) {
    MessagingTable table = MessagingTable.of(client, name);
    table.create(
        TableSettings.onDemand()
            .withTimeToLive(false)
            .withStream(stream)
            .withGroupIndex(this == OLD));
    return table;
  }

  /**
   * Opens it.
   *
   * @param client stays the caller's
   * @param name the table that it works on; tempest knows one only
   * @param source where times and ids come from
   * @return the contender
   */
  public Contender<?, ?, ?> open(DynamoDbClient client, String name, Source source) {
    return switch (this) {
      case LIBRARY -> new LibraryContender(client, name, source, false);
      case LIBRARY_STREAMED -> new LibraryContender(client, name, source, true);
      case FLOOR -> new Floor(client, name, source, false);
      case FLOOR_STREAMED -> new Floor(client, name, source, true);
      case ENHANCED -> new EnhancedContender(client, name, source);
      case TEMPEST -> new TempestContender(client, source);
      case OLD -> new OldApplication(client, name, source);
    };
  }
}
