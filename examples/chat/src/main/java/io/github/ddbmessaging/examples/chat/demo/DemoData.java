package io.github.ddbmessaging.examples.chat.demo;

import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.ANN;
import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.BOB;
import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.CHIYO;
import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.DAVUD;
import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.EVA;
import static io.github.ddbmessaging.examples.chat.demo.DemoPeople.FINN;

import io.github.ddbmessaging.MessagingStore;
import io.github.ddbmessaging.examples.chat.ChatSettings;
import io.github.ddbmessaging.examples.chat.profile.Profile;
import io.github.ddbmessaging.examples.chat.profile.Profiles;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.NewGroup;
import io.github.ddbmessaging.model.NewMessage;
import io.github.ddbmessaging.model.Sent;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Writes the people and conversations. A later start finds them by their idempotency keys. */
@Component
class DemoData implements ApplicationRunner {
  private final ChatSettings settings;
  private final Profiles profiles;
  private final MessagingStore store;
  private int sent;

  DemoData(ChatSettings settings, Profiles profiles, MessagingStore store) {
    this.settings = settings;
    this.profiles = profiles;
    this.store = store;
  }

  @Override
  public void run(ApplicationArguments args) {
    // Without the demo's sign-in, nobody could be one of these people.
    if (!settings.demoData() || settings.cognito() != null) {
      return;
    }
    DemoPeople.all().forEach(person -> profiles.add(person, DemoPeople.cognitoId(person)));
    Sent lunch = titled("Lunch 🍜", List.of(ANN, BOB, CHIYO, EVA), "Noodles today?");
    Message where = say(lunch, BOB, "Where?");
    answer(lunch, ANN, "The new place at the harbour, at 12:30", where);
    Message yes = say(lunch, CHIYO, "はい! 🙌");
    react(yes, ANN, "❤️");
    react(yes, BOB, "❤️");
    react(yes, EVA, "👍");
    Sent band = titled("Band", List.of(FINN, ANN, DAVUD), "Rehearsal on Thursday, who is in?");
    say(band, DAVUD, "من هستم 🥁");
    say(band, ANN, "Me too. Can somebody bring the long cable?");
    Sent direct = direct(ANN, BOB, "Hi Bob!");
    say(direct, BOB, "Hi Ann. Did you see the pictures?");
    Message late = say(direct, ANN, "Not yet. At 8?");
    react(late, BOB, "👍");
    direct(EVA, ANN, "Can you look at my draft this afternoon? It is nearly done, I promise.");
    direct(DAVUD, ANN, "سلام! فردا وقت داری؟");
  }

  private Sent titled(String title, List<Profile> people, String text) {
    return store.createGroup(
        NewGroup.titled(title, people.stream().map(Profile::user).toList()),
        message(people.get(0), text));
  }

  private Sent direct(Profile from, Profile to, String text) {
    return store.createGroup(NewGroup.direct(from.user(), to.user()), message(from, text));
  }

  private Message say(Sent group, Profile sender, String text) {
    return store.createMessage(group.group().id(), message(sender, text)).message();
  }

  private void answer(Sent group, Profile sender, String text, Message answered) {
    store.createMessage(group.group().id(), message(sender, text).withReplyTo(answered.ref()));
  }

  private void react(Message message, Profile who, String emoji) {
    store.addReaction(message.ref(), who.userId(), emoji);
  }

  private NewMessage message(Profile sender, String text) {
    sent++;
    return NewMessage.from(sender.userId(), text).withIdempotencyKey("demo-" + sent);
  }
}
