package consumer

import io.github.ddbmessaging.AsyncMessagingStore
import io.github.ddbmessaging.model.GroupNotFoundException
import io.github.ddbmessaging.model.NewGroup
import io.github.ddbmessaging.model.NewMessage
import io.github.ddbmessaging.model.PageRequest.oldestFirst
import io.github.ddbmessaging.model.User
import io.github.ddbmessaging.testing.DynamoDbExtension
import io.github.ddbmessaging.testing.TestTable
import io.github.ddbmessaging.testing.fault.Faults
import io.github.ddbmessaging.testkit.MessagingTests
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.take
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.extension.RegisterExtension

class SuspendingTest {
    private val calls = Faults.withRandomSeed()

    @Test
    fun send_returnsTheMessage(table: TestTable): Unit = runBlocking {
        val store = store(table)

        val sent = store.send(newGroup(store), NewMessage.from("ann", "Hi Bob"))

        assertThat(sent.message().text()).isEqualTo("Hi Bob")
    }

    @Test
    fun send_whenThereIsNoGroup_throwsWhatTheStoreFailsWith(table: TestTable) {
        assertThrows<GroupNotFoundException> {
            runBlocking { store(table).send("nowhere", NewMessage.from("ann", "Hi")) }
        }
    }

    @Test
    fun messages_collected_areThoseOfAllPages(table: TestTable): Unit = runBlocking {
        val store = store(table)
        val groupId = newGroup(store)
        (1..4).forEach { store.send(groupId, NewMessage.from("ann", "$it")) }

        val texts = store.messages(groupId, oldestFirst(2)).map { it.text() }.toList()

        assertThat(texts).containsExactly("First", "1", "2", "3", "4")
    }

    @Test
    fun messages_whenTheFirstPageIsEnough_readNoOther(table: TestTable): Unit = runBlocking {
        val store = store(table)
        val groupId = newGroup(store)
        (1..4).forEach { store.send(groupId, NewMessage.from("ann", "$it")) }

        val texts = store.messages(groupId, oldestFirst(2)).take(2).map { it.text() }.toList()

        assertThat(texts).containsExactly("First", "1")
        assertThat(calls.calls().filter { it.operation() == "Query" }).hasSize(1)
    }

    private fun store(table: TestTable): AsyncMessagingStore =
        AsyncMessagingStore.builder().client(calls.wrap(table.asyncClient())).tableName(table.name()).build()

    private suspend fun newGroup(store: AsyncMessagingStore): String =
        store.createGroup(
            NewGroup.direct(User("ann", "Ann", "ann"), User("bob", "Bob", "bob")),
            NewMessage.from("ann", "First"),
        ).await().group().id()

    companion object {
        @JvmField
        @RegisterExtension
        val dynamoDb: DynamoDbExtension = MessagingTests.extension()
    }
}
