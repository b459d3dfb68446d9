package io.github.ddbmessaging.campaign;

import static io.github.ddbmessaging.campaign.Alterations.has;
import static io.github.ddbmessaging.campaign.Alterations.writes;
import static io.github.ddbmessaging.internal.item.ItemKind.MESSAGE;

import io.github.ddbmessaging.campaign.Interceptor.Service;
import io.github.ddbmessaging.internal.item.ItemKey;
import io.github.ddbmessaging.internal.item.NextKey;
import io.github.ddbmessaging.internal.write.GroupWrites;
import io.github.ddbmessaging.internal.write.TransactionPlan;
import io.github.ddbmessaging.internal.write.TransactionPlan.Action;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.table.Schemas;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** A retry of a send that was applied sends the message once more, behind all others. */
final class Resending implements Interceptor {
  private final GroupWrites groups = new GroupWrites(Cluster.TABLE);
  private final Set<String> tokens = new HashSet<>();
  private final UnaryOperator<String> id;

  Resending(UnaryOperator<String> id) {
    this.id = id;
  }

  @Override
  public CompletableFuture<SdkResponse> send(String call, SdkRequest request, Service network) {
    if (!(request instanceof TransactWriteItemsRequest transaction)
        || !has(writes(transaction), Put.class, MESSAGE)
        || tokens.add(transaction.clientRequestToken())) {
      return network.send(request);
    }
    Map<String, AttributeValue> item =
        writes(transaction).stream()
            .filter(write -> write.isOf(MESSAGE))
            .findFirst()
            .orElseThrow()
            .item();
    Message sent = Schemas.read(Schemas.MESSAGES, item);
    return get(network, ItemKey.of(item))
        .thenCompose(
            written ->
                written.hasItem()
                    ? get(network, ItemKey.head(sent.groupId()))
                        .thenCompose(head -> network.send(again(sent, head.item())))
                    : network.send(request));
  }

  private static CompletableFuture<GetItemResponse> get(Service network, ItemKey key) {
    return network
        .send(
            GetItemRequest.builder()
                .tableName(Cluster.TABLE)
                .key(key.attributes())
                .consistentRead(true)
                .build())
        .thenApply(GetItemResponse.class::cast);
  }

  private SdkRequest again(Message sent, Map<String, AttributeValue> head) {
    MessageGroup group = Schemas.read(Schemas.HEADS, head).group();
    String newId = id.apply(sent.id());
    SortKey key = NextKey.after(group.newest(), sent.createdAt(), newId);
    Message message = new Message(group.id(), key, newId, sent.sender(), sent.text());
    List<Action> actions = new ArrayList<>(groups.move(group, message));
    actions.add(groups.putMessage(Schemas.MESSAGES.itemToMap(message, true)));
    return TransactWriteItemsRequest.builder()
        .transactItems(new TransactionPlan(actions).writes())
        .build();
  }
}
