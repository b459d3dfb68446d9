package consumer;

import static io.github.ddbmessaging.model.PageRequest.newestFirst;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ChatController {
  private final MessagingStore store;
  private final People people;

  ChatController(MessagingStore store, People people) {
    this.store = store;
    this.people = people;
  }

  @PutMapping("/people/{id}")
  void name(@PathVariable("id") String id, @RequestBody String name) {
    people.save(new Person(id, name));
  }

  @PostMapping("/messages/{from}/{to}")
  String send(
      @PathVariable("from") String from, @PathVariable("to") String to, @RequestBody String text) {
    return store
        .actingAs(from)
        .createGroup(
            NewGroup.direct(
                people.findById(from).orElseThrow().toUser(),
                people.findById(to).orElseThrow().toUser()),
            NewMessage.from(from, text))
        .message()
        .ref()
        .toString();
  }

  @GetMapping("/previews/{user}")
  List<String> previews(@PathVariable("user") String user) {
    return store.actingAs(user).listMessageGroups(user, newestFirst(10)).items().stream()
        .map(MessageGroupRow::preview)
        .toList();
  }
}
