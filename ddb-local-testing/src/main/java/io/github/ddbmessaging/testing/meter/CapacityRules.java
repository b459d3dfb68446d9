package io.github.ddbmessaging.testing.meter;

/**
 * How many capacity units a request consumes, by the rules of the developer guide ("DynamoDB read
 * and write operations" and "Capacity management for transactions").
 *
 * <p>Sizes are bytes as {@link ItemSize} measures them; an item that is not there has size 0 and
 * costs as much as the smallest. A batch costs the sum of its items, each rounded up by itself. A
 * query or scan is rounded up once, over the sum of the items it went through.
 */
public final class CapacityRules {

  private static final int READ_BLOCK = 4096;
  private static final int WRITE_BLOCK = 1024;
  // One to prepare the transaction and one to commit it, for every item, written or only checked.
  private static final int TRANSACTION_FACTOR = 2;

  private CapacityRules() {}

  /**
   * Read units of an eventually consistent read.
   *
   * @param bytes size of the item, or of all items of a query or scan; not negative
   * @return half a unit per started 4 KB
   */
  public static double eventualRead(long bytes) {
    return strongRead(bytes) / 2;
  }

  /**
   * Read units of a strongly consistent read.
   *
   * @param bytes size of the item, or of all items of a query or scan; not negative
   * @return one unit per started 4 KB
   */
  public static double strongRead(long bytes) {
    return blocks(bytes, READ_BLOCK);
  }

  /**
   * Read units of one item of a {@code TransactGetItems}, or of one item of a {@code
   * TransactWriteItems} that was already done under the same client request token.
   *
   * @param bytes size of the item; not negative
   * @return two units per started 4 KB
   */
  public static double transactionalRead(long bytes) {
    return TRANSACTION_FACTOR * strongRead(bytes);
  }

  /**
   * Write units of a put, update or delete outside of transactions.
   *
   * @param bytes size of the item before or after the write, whichever is larger; size of the item
   *     that is there if the write's condition failed; not negative
   * @return one unit per started 1 KB
   */
  public static double write(long bytes) {
    return blocks(bytes, WRITE_BLOCK);
  }

  /**
   * Write units of one action of a {@code TransactWriteItems}: put, update, delete or condition
   * check.
   *
   * @param bytes size of the item before or after the write, whichever is larger; size of the item
   *     that is there if it is only checked or the transaction was cancelled; not negative
   * @return two units per started 1 KB
   */
  public static double transactionalWrite(long bytes) {
    return TRANSACTION_FACTOR * write(bytes);
  }

  private static double blocks(long bytes, int blockSize) {
    return Math.max(1, (bytes + blockSize - 1) / blockSize);
  }
}
