package consumer

import io.github.ddbmessaging.AsyncMessagingStore
import io.github.ddbmessaging.model.Message
import io.github.ddbmessaging.model.NewMessage
import io.github.ddbmessaging.model.PageRequest
import io.github.ddbmessaging.model.Sent
import kotlinx.coroutines.channels.Channel.Factory.RENDEZVOUS
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.transform
import kotlinx.coroutines.future.await
import kotlinx.coroutines.jdk9.asFlow

suspend fun AsyncMessagingStore.send(groupId: String, message: NewMessage): Sent =
    createMessage(groupId, message).await()

fun AsyncMessagingStore.messages(groupId: String, first: PageRequest): Flow<Message> =
    listMessagePages(groupId, first).asFlow()
        .buffer(RENDEZVOUS)
        .transform { page -> page.items().forEach { emit(it) } }
