package io.github.ddbmessaging.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.ddbmessaging.Attributes;
import io.github.ddbmessaging.InvalidInputException;
import io.github.ddbmessaging.Keys;
import io.github.ddbmessaging.Limits;
import io.github.ddbmessaging.MessageGroup;
import io.github.ddbmessaging.MessageGroupRow;
import io.github.ddbmessaging.MessagingException;
import io.github.ddbmessaging.RebuildReport;
import io.github.ddbmessaging.Schemas;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Writes the rows of a table anew from its messages, a page of the table at a time. Every write
 * depends on the head of the group being as it was seen, so that live traffic is not disturbed.
 */
public final class RebuildRows {
  private final StoreSettings settings;
  private final ReKey reKey;
  private final List<MessagingException> problems = new ArrayList<>();

  private RebuildRows(StoreSettings settings) {
    this.settings = settings.withConsistentReads();
    this.reKey = new ReKey(settings.tableName());
  }

  /**
   * Rebuilds what one page of the table concerns.
   *
   * @param settings of the store
   * @param position where the page begins, or null for the beginning of the table
   * @param items most items to read
   * @return the operation
   */
  public static Step<RebuildReport> of(
      StoreSettings settings, @Nullable String position, int items) {
    if (items < 1 || items > Limits.PAGE_SIZE) {
      throw new InvalidInputException(
          "A page of a rebuild has 1 to " + Limits.PAGE_SIZE + " items, not " + items);
    }
    ScanRequest scan =
        ScanRequest.builder()
            .tableName(settings.tableName())
            .limit(items)
            .exclusiveStartKey(position == null ? null : decode(position))
            .consistentRead(true)
            .returnConsumedCapacity(settings.capacity())
            .build();
    return Step.of(Request.scan(scan)).then(answer -> new RebuildRows(settings).rebuild(answer));
  }

  private Step<RebuildReport> rebuild(ScanResponse page) {
    List<Head> heads = new ArrayList<>();
    List<MessageGroupRow> rows = new ArrayList<>();
    for (Map<String, AttributeValue> item : page.items()) {
      try {
        if (isHead(item)) {
          heads.add(Head.of(item));
        } else if (isRow(item)) {
          rows.add(Schemas.read(Schemas.ROWS, item));
        }
      } catch (MessagingException e) {
        problems.add(e);
      }
    }
    Set<String> groupsOfRows = new LinkedHashSet<>();
    rows.forEach(row -> groupsOfRows.add(row.groupId()));
    List<Supplier<Step<Change>>> shows = new ArrayList<>();
    heads.forEach(
        head ->
            shows.add(
                () ->
                    ProjectGroup.showNewest(settings, head)
                        .then(group -> new Step.Done<>(Change.GROUP_SHOWN))));
    // Only then is it settled where the rows of these groups belong.
    return new Step.Each<>(
        shows,
        shown ->
            ReadHeads.of(settings, groupsOfRows)
                .then(headsOfRows -> removeStrays(page, rows, headsOfRows, shown)));
  }

  private Step<RebuildReport> removeStrays(
      ScanResponse page,
      List<MessageGroupRow> rows,
      Map<String, Map<String, AttributeValue>> heads,
      List<Step.Outcome<Change>> shown) {
    List<Supplier<Step<Change>>> removals = new ArrayList<>();
    rows.forEach(row -> removals.add(() -> removeIfStray(row, heads.get(row.groupId()), 1)));
    return new Step.Each<>(
        removals,
        removed -> {
          List<Step.Outcome<Change>> all = new ArrayList<>(shown);
          all.addAll(removed);
          return new Step.Done<>(report(page, all));
        });
  }

  private Step<Change> removeIfStray(
      MessageGroupRow row, @Nullable Map<String, AttributeValue> item, int attempt) {
    if (item == null) {
      return new Step.Done<>(Change.NONE);
    }
    MessageGroup group = Head.of(item).group();
    boolean inPlace =
        group.findMember(row.userId()).isPresent()
            && row.sortKey().equals(Keys.row(group.newest(), group.id()));
    if (inPlace) {
      return new Step.Done<>(Change.NONE);
    }
    String what = "Removing a row of message group '" + group.id() + "'";
    return ConditionalWrite.of(settings, what, reKey.removeStray(group, row))
        .then(
            refusal ->
                refusal.isEmpty()
                    ? new Step.Done<>(Change.ROW_REMOVED)
                    : Retries.pauseAfterRefusal(
                        settings,
                        what,
                        attempt,
                        refusal.get(),
                        () ->
                            removeIfStray(
                                row,
                                refusal.get().hasItem() ? refusal.get().item() : null,
                                attempt + 1)));
  }

  private RebuildReport report(ScanResponse page, List<Step.Outcome<Change>> outcomes) {
    int groups = 0;
    int removed = 0;
    for (Step.Outcome<Change> outcome : outcomes) {
      groups += outcome.value().filter(Change.GROUP_SHOWN::equals).isPresent() ? 1 : 0;
      removed += outcome.value().filter(Change.ROW_REMOVED::equals).isPresent() ? 1 : 0;
      outcome
          .failure()
          .map(failure -> Failures.unrecoverable("TransactWriteItems", failure, false))
          .ifPresent(problems::add);
    }
    return new RebuildReport(
        page.count(),
        groups,
        removed,
        problems,
        page.hasLastEvaluatedKey()
            ? Optional.of(encode(page.lastEvaluatedKey()))
            : Optional.empty());
  }

  private static boolean isHead(Map<String, AttributeValue> item) {
    return Items.keyPart(item, Attributes.PK).startsWith(Keys.MESSAGES_PREFIX)
        && Items.keyPart(item, Attributes.SK).equals(Keys.HEAD);
  }

  private static boolean isRow(Map<String, AttributeValue> item) {
    String sk = Items.keyPart(item, Attributes.SK);
    return Items.keyPart(item, Attributes.PK).startsWith(Keys.GROUPS_PREFIX)
        && !sk.isEmpty()
        && sk.charAt(0) >= '0'
        && sk.charAt(0) <= '9';
  }

  private static String encode(Map<String, AttributeValue> key) {
    String both = Items.keyPart(key, Attributes.PK) + "\n" + Items.keyPart(key, Attributes.SK);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(both.getBytes(UTF_8));
  }

  private static Map<String, AttributeValue> decode(String position) {
    try {
      String both = new String(Base64.getUrlDecoder().decode(position), UTF_8);
      int end = both.indexOf('\n');
      if (end > 0 && end < both.length() - 1) {
        return Items.key(both.substring(0, end), both.substring(end + 1));
      }
    } catch (IllegalArgumentException e) {
      // Not base64: refused below like every other damage.
    }
    throw new InvalidInputException("The position of the rebuild is damaged; begin again");
  }

  /** What became of a part of the page. */
  private enum Change {
    NONE,
    GROUP_SHOWN,
    ROW_REMOVED
  }
}
