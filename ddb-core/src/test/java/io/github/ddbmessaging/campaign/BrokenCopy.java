package io.github.ddbmessaging.campaign;

import java.util.List;

/**
 * The library with one mistake in it.
 *
 * @param mistake what is wrong with it
 * @param type the class that has the mistake, without the package of the library
 * @param right the text that is right; stands in the class exactly once
 * @param wrong what stands there instead
 */
record BrokenCopy(String mistake, String type, String right, String wrong) {

  static List<BrokenCopy> all() {
    return List.of(
        new BrokenCopy(
            "old rows are deleted in a request of their own",
            "internal.message.SendMessage",
            "  private Step<Sent> transact(Attempt attempt) {\n",
            """
              private Step<Sent> transact(Attempt attempt) {
                List<software.amazon.awssdk.services.dynamodb.model.TransactWriteItem> deletes =
                    attempt.plan().writes().stream().filter(w -> w.delete() != null).toList();
                return deletes.isEmpty()
                    ? transactAll(attempt)
                    : Step.of(
                            Request.transactWriteItems(
                                TransactWriteItemsRequest.builder().transactItems(deletes).build()))
                        .then(done -> transactAll(attempt));
              }

              private Step<Sent> transactAll(Attempt attempt) {
            """),
        new BrokenCopy(
            "the head need not be as seen",
            "internal.write.ReKey",
            "\"#newest = :seen AND",
            "\"(#newest = :seen OR attribute_exists(#newest)) AND"),
        new BrokenCopy(
            "the members need not be as seen",
            "internal.write.ReKey",
            "AND #members = :members\"",
            "AND (#members = :members OR attribute_exists(#members))\""),
        new BrokenCopy(
            "the time is not raised above the newest",
            "internal.message.SendMessage",
            "Items.keyAfter(seen.newest(), now, messageId)",
            "SortKey.of(now, messageId)"),
        new BrokenCopy(
            "a retry takes a fresh time",
            "internal.message.SendMessage",
            "() -> send(attempt.next())",
            """
            () ->
                settings.streamedSends()
                    ? send(attempt.next())
                    : append(attempt.group(), Known.FROM_TABLE, attempt.number() + 1)
            """),
        new BrokenCopy(
            "a lost answer is taken for a failure, and the message sent anew",
            "internal.message.SendMessage",
            "case IN_DOUBT -> again(attempt.inDoubt(), failure);",
            "case IN_DOUBT -> into(settings, attempt.message().groupId(), message);"),
        new BrokenCopy(
            "a lost answer is forgotten",
            "internal.message.SendMessage",
            "new Attempt(plan, token, message, group, known, number, true)",
            "new Attempt(plan, token, message, group, known, number, mayBeApplied)"),
        new BrokenCopy(
            "a lost attempt that was overtaken is not looked for",
            "internal.message.SendMessage",
            "if (!attempt.mayBeApplied()) {",
            "if (attempt.number() > 0) {"),
        new BrokenCopy(
            "a repeated key returns the message of the repeat",
            "internal.message.SendMessage",
            "return firstOfKey(attempt, Schemas.read(Schemas.MARKERS, marker.get().item()));",
            "return alreadyThere(attempt);"),
        new BrokenCopy(
            "the marker of a key is put over another",
            "internal.write.ReKey",
            "\"attribute_not_exists(#pk) OR #expires_at < :now\"",
            "\"attribute_exists(#pk) OR attribute_not_exists(#pk) OR #expires_at < :now\""),
        new BrokenCopy(
            "a group is made over another",
            "internal.write.ReKey",
            "put(Schemas.HEADS.itemToMap(group, true), DOES_NOT_EXIST,",
            "put(Schemas.HEADS.itemToMap(group, true), \"attribute_exists(#pk) OR"
                + " attribute_not_exists(#pk)\","),
        new BrokenCopy(
            "a streamed message is put over itself",
            "internal.message.SendMessage",
            ".conditionExpression(put.conditionExpression())",
            ".conditionExpression(\"attribute_exists(#pk) OR attribute_not_exists(#pk)\")"),
        new BrokenCopy(
            "a page is not bounded to messages",
            "internal.read.ReadPage",
            "return Listing.HIGHEST_TIME;",
            "return \"~\";"),
        new BrokenCopy(
            "a page asks for no more than it shows",
            "internal.read.ReadPage",
            "query(request.limit() + 1 - read.size()",
            "query(request.limit() - read.size()"),
        new BrokenCopy(
            "a page that ended early is not read on",
            "internal.read.ReadPage",
            "if (all.size() <= request.limit() && answer.hasLastEvaluatedKey()) {",
            "if (all.isEmpty() && answer.hasLastEvaluatedKey()) {"),
        new BrokenCopy(
            "a cursor is not bound to its listing",
            "internal.read.CursorCodec",
            "if (!Arrays.equals(digest, digest(kind, partition, listing, key))) {",
            "if (digest.length != digest(kind, partition, listing, key).length) {"),
        new BrokenCopy(
            "whoever finds the group is a member",
            "internal.read.Lookups",
            "caller != null && group.flatMap(head -> head.findMember(caller)).isPresent()",
            "caller != null && group.isPresent()"),
        new BrokenCopy(
            "a stale read is enough to refuse a member",
            "internal.read.Lookups",
            "return membership(settings.withConsistentReads(), groupId);",
            "throw refused(settings, groupId);"),
        new BrokenCopy(
            "a projector goes back in time",
            "internal.project.StreamEvents",
            ".filter(event -> event.key().compareTo(shown) > 0)\n",
            "\n"),
        new BrokenCopy(
            "a projector takes one record of a batch",
            "internal.project.StreamEvents",
            "records.stream().sorted(BY_SEQUENCE).toList()",
            "records.stream().sorted(BY_SEQUENCE).limit(1).toList()"),
        new BrokenCopy(
            "a retry starts behind records that are not done",
            "model.ProjectionResult",
            "notDone.stream().findFirst()",
            "notDone.stream().reduce((first, last) -> last)"),
        new BrokenCopy(
            "a late record of a deleted message is shown",
            "internal.project.ProjectGroup",
            "return head.mayBeRemoved(newest.get().sortKey())",
            "return head.group().version() < 0"),
        new BrokenCopy(
            "an edited message is not looked at",
            "internal.project.StreamEvents",
            "record.eventName() != OperationType.INSERT",
            "record.eventName() == OperationType.REMOVE"),
        new BrokenCopy(
            "rows are looked at before it is known that the newest is gone",
            "internal.project.ProjectGroup",
            "if (newestIsGone && !head.mayBeRemoved(place))",
            "if (newestIsGone && attempt < 0)"));
  }

  /** What only groups of the original application show. */
  static List<BrokenCopy> ofAdoptionAndMigration() {
    return List.of(
        new BrokenCopy(
            "a moved message is deleted whatever it says by now",
            "internal.write.ReKey",
            ".conditionExpression(String.join(\" AND \", equal))",
            ".conditionExpression(\"attribute_exists(#a0) OR attribute_not_exists(#a0)\")"),
        new BrokenCopy(
            "a message is moved in two requests",
            "internal.legacy.MoveMessage",
            "ConditionalWrite.of(settings, what, reKey.moveMessage(head, item, moved))",
            """
            Step.of(
                    Request.transactWriteItems(
                        software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest
                            .builder()
                            .transactItems(
                                reKey.moveMessage(head, item, moved).stream()
                                    .map(TransactionPlan.Action::write)
                                    .filter(write -> write.delete() != null)
                                    .toList())
                            .build()))
                .then(
                    deleted ->
                        ConditionalWrite.of(
                            settings,
                            what,
                            reKey.moveMessage(head, item, moved).stream()
                                .filter(action -> action.write().delete() == null)
                                .toList()))
            """),
        new BrokenCopy(
            "the head does not follow its message to the new key",
            "internal.write.ReKey",
            "Items.keyPart(item, Attributes.SK).equals(group.newest().value())",
            "item.isEmpty()"),
        new BrokenCopy(
            "the rows keep the text that they show of a moved message",
            "internal.write.ReKey",
            "actions.addAll(project(seen, moved));",
            """
            if (Items.keyPart(item, Attributes.SK).equals(group.newest().value())) {
              actions.add(moveHead(group, moved.sortKey(), HeadCondition.asSeen(group)));
            } else {
              actions.addAll(project(seen, moved));
            }
            """),
        new BrokenCopy(
            "the time of a message is taken without its offset",
            "internal.legacy.MoveMessage",
            "SortKey.of(message.createdAt(), message.id())",
            "SortKey.of("
                + "Timestamps.parse(message.sortKey().value().substring(0, 19)), message.id())"),
        new BrokenCopy(
            "a group is adopted over its head",
            "internal.write.ReKey",
            "put(Schemas.HEADS.itemToMap(group, true), DOES_NOT_EXIST,",
            "put(Schemas.HEADS.itemToMap(group, true), \"attribute_exists(#pk) OR"
                + " attribute_not_exists(#pk)\","),
        new BrokenCopy(
            "an adoption leaves rows of the member with the lowest id",
            "internal.write.ReKey",
            "if (!row.sortKey().equals(place)) {",
            "if (!row.sortKey().equals(place)"
                + " && !row.userId().equals(group.members().get(0).id())) {"),
        new BrokenCopy(
            "who is only shown in a row is no member",
            "internal.legacy.OldGroup",
            "ids.add(row.user().id());",
            "ids.remove(row.userId() + row.user().id());\n      ids.add(row.userId());"),
        new BrokenCopy(
            "the lists of an old group are read stale",
            "internal.legacy.OldRows",
            ".consistentRead(true)",
            ".consistentRead(false)"),
        new BrokenCopy(
            "a stray row is removed wherever the head is by now",
            "internal.write.ReKey",
            "return List.of(checkHead(seen), deleteRow(row));",
            "return List.of(deleteRow(row));"),
        new BrokenCopy(
            "a later message that is moved is not shown",
            "internal.write.ReKey",
            "moved.createdAt().isAfter(group.newest().instant())",
            "moved.createdAt().isBefore(Instant.MIN)"),
        new BrokenCopy(
            "an adoption shows a message that has changed meanwhile",
            "internal.write.ReKey",
            "if (newest != null) {\n      actions.add(checkMessage(newest));",
            "if (newest == null) {\n      actions.add(checkHead(group));"),
        new BrokenCopy(
            "rows stay where a migrated key stood",
            "internal.project.ProjectGroup",
            "left.filter(message -> newestIsGone && Items.isOld(place))",
            "left.filter(message -> newestIsGone && attempt < 0)"),
        new BrokenCopy(
            "who finds nothing to adopt does not look for a head again",
            "internal.legacy.AdoptGroup",
            "return adoptedMeanwhile();",
            "return new Step.Done<>(Optional.empty());"));
  }
}
