package io.github.ddbmessaging.examples.chat.live;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.attachment.Attachments;
import io.github.ddbmessaging.model.ChangeEvent;
import io.github.ddbmessaging.model.ChangeEvent.MessageCreated;
import io.github.ddbmessaging.model.ChangeEvent.MessageDeleted;
import io.github.ddbmessaging.model.ChangeEvent.MessageExpired;
import io.github.ddbmessaging.model.ChangeEvent.MessagePurged;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.stream.ChangeEvents;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** What follows from the table's stream: pages are told, and files go with their messages. */
@Component
public class StreamEvents {
  private static final Logger LOG = LoggerFactory.getLogger(StreamEvents.class);

  private final MessagingStore store;
  private final Fanout fanout;
  private final Attachments attachments;

  StreamEvents(MessagingStore store, Fanout fanout, Attachments attachments) {
    this.store = store;
    this.fanout = fanout;
    this.attachments = attachments;
  }

  /**
   * Handles a batch. What fails is delivered again, so pages may be told twice.
   *
   * @param records of one shard, in its order
   */
  public void handle(List<Record> records) {
    Translation translation = new Translation(store);
    for (Record record : records) {
      try {
        ChangeEvents.decode(record)
            .ifPresent(
                event -> {
                  translation.of(event).forEach(fanout::publish);
                  if (event instanceof MessageCreated created) {
                    attachments.keep(created.message());
                  }
                  before(event).ifPresent(gone -> attachments.delete(gone.content().attachments()));
                });
      } catch (DamagedItemException e) {
        LOG.error("Skipped: {}", e.getMessage());
      }
    }
  }

  /** The message as it was, if it is gone now. */
  private static Optional<Message> before(ChangeEvent event) {
    if (event instanceof MessageDeleted deleted) {
      return deleted.before();
    }
    if (event instanceof MessageExpired expired) {
      return expired.before();
    }
    // A migration moves messages, which is a purge at the old key: that has no files of this
    // service.
    return event instanceof MessagePurged purged ? purged.before() : Optional.empty();
  }
}
