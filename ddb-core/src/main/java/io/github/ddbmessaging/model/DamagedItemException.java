package io.github.ddbmessaging.model;

/**
 * An item in the table can't be understood as what its key says that it is. Mend or delete the item
 * with the key that the exception names, then call again.
 */
public final class DamagedItemException extends MessagingException {
  private static final long serialVersionUID = 1L;

  /** The partition key of the damaged item. */
  private final String partitionKey;

  /** The sort key of the damaged item. */
  private final String sortKey;

  /** What is wrong with the item. */
  private final String problem;

  /**
   * Creates the exception.
   *
   * @param partitionKey the item's {@code pk}
   * @param sortKey the item's {@code sk}
   * @param problem what is wrong with it, without the values of its attributes
   */
  public DamagedItemException(String partitionKey, String sortKey, String problem) {
    this(partitionKey, sortKey, problem, "mend or delete the item");
  }

  /**
   * Creates the exception.
   *
   * @param partitionKey the item's {@code pk}
   * @param sortKey the item's {@code sk}
   * @param problem what is wrong with it, without the values of its attributes
   * @param advice what to do about it
   */
  public DamagedItemException(String partitionKey, String sortKey, String problem, String advice) {
    super(
        "Damaged item pk='" + partitionKey + "', sk='" + sortKey + "': " + problem + "; " + advice);
    this.partitionKey = partitionKey;
    this.sortKey = sortKey;
    this.problem = problem;
  }

  /**
   * The partition key of the damaged item.
   *
   * @return its {@code pk}
   */
  public String partitionKey() {
    return partitionKey;
  }

  /**
   * The sort key of the damaged item.
   *
   * @return its {@code sk}
   */
  public String sortKey() {
    return sortKey;
  }

  /**
   * What is wrong with the damaged item.
   *
   * @return half a sentence, without the values of its attributes
   */
  public String problem() {
    return problem;
  }
}
