package consumer;

import io.github.ddbmessaging.AsyncMessagingStore;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.PageRequest;
import io.github.ddbmessaging.model.Sent;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class Reactive {
  private Reactive() {}

  static Mono<Sent> send(AsyncMessagingStore store, String groupId, NewMessage message) {
    return Mono.fromFuture(() -> store.createMessage(groupId, message));
  }

  static Flux<Message> messages(AsyncMessagingStore store, String groupId, PageRequest first) {
    return JdkFlowAdapter.flowPublisherToFlux(store.listMessagePages(groupId, first))
        .concatMapIterable(Page::items, 1);
  }
}
