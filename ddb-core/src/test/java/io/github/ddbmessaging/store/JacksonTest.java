package io.github.ddbmessaging.store;

import static io.github.ddbmessaging.store.People.ANN;
import static io.github.ddbmessaging.store.People.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.ddbmessaging.model.Attachment;
import io.github.ddbmessaging.model.Changes;
import io.github.ddbmessaging.model.ChangesToken;
import io.github.ddbmessaging.model.Cursor;
import io.github.ddbmessaging.model.GroupState;
import io.github.ddbmessaging.model.InboxEntry;
import io.github.ddbmessaging.model.MemberAccess;
import io.github.ddbmessaging.model.Message;
import io.github.ddbmessaging.model.MessageContent;
import io.github.ddbmessaging.model.MessageGroup;
import io.github.ddbmessaging.model.MessageGroupRow;
import io.github.ddbmessaging.model.MessageKind;
import io.github.ddbmessaging.model.MessagesAround;
import io.github.ddbmessaging.model.Page;
import io.github.ddbmessaging.model.Reaction;
import io.github.ddbmessaging.model.ReadPosition;
import io.github.ddbmessaging.model.Role;
import io.github.ddbmessaging.model.Sent;
import io.github.ddbmessaging.model.SortKey;
import io.github.ddbmessaging.model.UnreadCount;
import io.github.ddbmessaging.model.UnreadableItem;
import io.github.ddbmessaging.model.UserReactions;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** A controller can return what the stores return: Jackson 2 and 3 write the same clean JSON. */
class JacksonTest {
  private static final Instant TIME = Instant.parse("2026-11-21T01:02:03.123456Z");
  private static final SortKey KEY = SortKey.of(TIME, "m-1");
  private static final Message MESSAGE =
      new Message(
          "g-1",
          KEY,
          "m-1",
          ANN,
          MessageContent.ofText("Hi")
              .withMentions(List.of("bob"))
              .withAttachments(
                  List.of(Attachment.of("a.png", "image/png", 5, "k/1").withDimensions(3, 4)))
              .withData(Map.of("color", "red")),
          MessageKind.TEXT,
          null);
  private static final MessageGroup GROUP =
      new MessageGroup("g-1", KEY, List.of(ANN, BOB), null, TIME, 1);
  private static final MessageGroupRow ROW =
      new MessageGroupRow(
              "bob", SortKey.of(TIME, "g-1"), "g-1", "Hi", null, ANN, true, false, "ann")
          .withLastMessage(MESSAGE.ref());

  private static final ChangesToken TOKEN = new ChangesToken("token");

  // With single quotes, which no JSON has here.
  private static final String ANN_JSON = "{'id':'ann','displayName':'Ann Archer','handle':'ann.a'}";
  private static final String BOB_JSON = "{'id':'bob','displayName':'Bob Baker','handle':'bob.b'}";
  private static final String KEY_JSON = "{'value':'2026-11-21T01:02:03.123456Z#m-1'}";

  private static final String MESSAGE_JSON =
      ("{'groupId':'g-1','sortKey':%s,'id':'m-1','sender':%s,'content':{'text':'Hi',"
              + "'mentions':['bob'],'attachments':[{'name':'a.png','contentType':'image/png',"
              + "'size':5,'location':'k/1','width':3,'height':4,'duration':null}],"
              + "'data':{'color':'red'}},'kind':'TEXT','replyTo':null,'status':{'revision':0,"
              + "'editedAt':null,'deletedAt':null,'deletedBy':null,'expiresAt':null},"
              + "'reactions':[],'deleted':false}")
          .formatted(KEY_JSON, ANN_JSON);

  private static final String GROUP_JSON =
      ("{'id':'g-1','newest':%s,'members':[%s,%s],'title':null,"
              + "'createdAt':'2026-11-21T01:02:03.123456Z','version':1,'messages':0,'direct':true,"
              + "'access':{}}")
          .formatted(KEY_JSON, ANN_JSON, BOB_JSON);

  private static final String ROW_JSON =
      ("{'userId':'bob','sortKey':{'value':'2026-11-21T01:02:03.123456Z#g-1'},'groupId':'g-1',"
           + "'preview':'Hi','title':null,'shownUser':%s,'direct':true,'mentioned':false,'lastSenderId':'ann',"
           + "'shownUntil':null,'lastMessage':{'groupId':'g-1','sortKey':%s,'messageId':'m-1'},"
           + "'visibleFrom':null}")
          .formatted(ANN_JSON, KEY_JSON);

  private static final GroupState STATE =
      new GroupState("bob", "g-1", KEY, 1, null, TIME, null, Map.of("color", "red"));
  private static final String STATE_JSON =
      ("{'userId':'bob','groupId':'g-1','readUpTo':%s,'unreadMarks':1,'mutedUntil':null,"
              + "'pinnedAt':'2026-11-21T01:02:03.123456Z','hiddenUpTo':null,"
              + "'data':{'color':'red'},'pinned':true}")
          .formatted(KEY_JSON);

  static Stream<Arguments> returned() {
    Cursor next = new Cursor("next");
    return Stream.of(
        json(KEY, KEY_JSON),
        json(next, "{'value':'next'}"),
        json(MESSAGE, MESSAGE_JSON),
        json(GROUP, GROUP_JSON),
        json(
            GROUP.withAccess(Map.of("ann", new MemberAccess(Role.OWNER, TIME, KEY))),
            GROUP_JSON.replace(
                "'access':{}",
                "'access':{'ann':{'role':'OWNER','joinedAt':'2026-11-21T01:02:03.123456Z',"
                    + "'visibleFrom':"
                    + KEY_JSON
                    + "}}")),
        json(ROW, ROW_JSON),
        json(MESSAGE.ref(), "{'groupId':'g-1','sortKey':" + KEY_JSON + ",'messageId':'m-1'}"),
        json(
            new Sent(MESSAGE, GROUP),
            "{'message':" + MESSAGE_JSON + ",'group':" + GROUP_JSON + "}"),
        json(
            new Page<>(List.of(MESSAGE), Optional.of(next)),
            "{'items':[" + MESSAGE_JSON + "],'next':{'value':'next'},'unreadable':[]}"),
        json(
            new MessagesAround(
                new Page<>(List.of(MESSAGE), Optional.of(next)),
                new Page<>(List.of(), Optional.empty())),
            "{'older':{'items':["
                + MESSAGE_JSON
                + "],'next':{'value':'next'},'unreadable':[]},"
                + "'newer':{'items':[],'next':null,'unreadable':[]}}"),
        json(
            new Changes(
                List.of(MESSAGE), List.of(MESSAGE.ref()), List.of(), Optional.empty(), TOKEN, true),
            "{'messages':["
                + MESSAGE_JSON
                + "],'purged':[{'groupId':'g-1','sortKey':"
                + KEY_JSON
                + ",'messageId':'m-1'}],'unreadable':[],'group':null,'next':{'value':'token'},'more':true}"),
        json(
            new UserReactions("g-1", KEY, "ann", Set.of("+1")),
            "{'groupId':'g-1','message':" + KEY_JSON + ",'userId':'ann','emojis':['+1']}"),
        json(STATE, STATE_JSON),
        json(
            new InboxEntry(ROW, STATE, true, false),
            "{'row':"
                + ROW_JSON
                + ",'state':"
                + STATE_JSON
                + ",'unread':true,'mentioned':false,'pinned':true}"),
        json(new UnreadCount(100, true), "{'count':100,'more':true}"),
        json(new ReadPosition("ann", KEY), "{'userId':'ann','readUpTo':" + KEY_JSON + "}"),
        json(
            new Reaction("+1", 1, List.of("ann"), true),
            "{'emoji':'+1','count':1,'userIds':['ann'],'mine':true}"),
        json(
            new Page<>(List.of(ROW), Optional.empty()),
            "{'items':[" + ROW_JSON + "],'next':null,'unreadable':[]}"),
        json(
            new Page<Message>(
                List.of(), Optional.empty(), List.of(new UnreadableItem("MSG#g-1", "1", "odd"))),
            "{'items':[],'next':null,'unreadable':"
                + "[{'partitionKey':'MSG#g-1','sortKey':'1','problem':'odd'}]}"));
  }

  private static Arguments json(Object returned, String json) {
    String name = returned.getClass().getSimpleName();
    return argumentSet(name, returned, json.replace('\'', '"'));
  }

  @ParameterizedTest
  @MethodSource("returned")
  void jackson2_withItsModulesOfTheJdk_writesCleanJson(Object returned, String json)
      throws IOException {
    ObjectMapper mapper =
        new ObjectMapper()
            .registerModules(new Jdk8Module(), new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

    assertThat(mapper.writeValueAsString(returned)).isEqualTo(json);
  }

  @ParameterizedTest
  @MethodSource("returned")
  void jackson3_alone_writesCleanJson(Object returned, String json) {
    assertThat(JsonMapper.shared().writeValueAsString(returned)).isEqualTo(json);
  }
}
