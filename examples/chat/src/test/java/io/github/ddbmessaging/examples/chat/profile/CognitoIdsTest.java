package io.github.ddbmessaging.examples.chat.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.ddbmessaging.examples.chat.RunningChat;
import io.github.ddbmessaging.examples.chat.profile.CognitoUsers.CognitoUser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class CognitoIdsTest {
  private static final String PRINTED =
      """
      {"Users": [
        {"Username": "a", "UserStatus": "CONFIRMED", "Attributes": [
          {"Name": "sub", "Value": "s-1"},
          {"Name": "preferred_username", "Value": "ann"},
          {"Name": "name", "Value": "Ann Ekström"}]},
        {"Username": "b", "Attributes": [
          {"Name": "sub", "Value": "s-2"},
          {"Name": "preferred_username", "Value": "bob"}]},
        {"Username": "c", "Attributes": [{"Name": "sub", "Value": "s-3"}]},
        {"Username": "d"}]}
      """;

  @Test
  void read_takesWhoHasAHandle() {
    assertThat(read(PRINTED))
        .containsExactly(
            new CognitoUser("s-1", "ann", "Ann Ekström"), new CognitoUser("s-2", "bob", "bob"));
  }

  @Test
  void read_whenConversationsHoldNoSuchName_takesTheHandleOrNobody() {
    String printed =
        """
        {"Users": [
          {"Attributes": [
            {"Name": "sub", "Value": "s-1"},
            {"Name": "preferred_username", "Value": "ann"},
            {"Name": "name", "Value": "\\u200b\\u2060"}]},
          {"Attributes": [
            {"Name": "sub", "Value": "s-2"},
            {"Name": "preferred_username", "Value": "bob"},
            {"Name": "name", "Value": "a\\u0000b"}]},
          {"Attributes": [
            {"Name": "sub", "Value": "s-3"},
            {"Name": "preferred_username", "Value": "\\u200b"},
            {"Name": "name", "Value": "Eve"}]}]}
        """;

    assertThat(read(printed))
        .containsExactly(
            new CognitoUser("s-1", "ann", "ann"), new CognitoUser("s-2", "bob", "bob"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nothing", "[]", "{}", "{\"Users\": 1}"})
  void read_whenItIsSomethingElse_isRefused(String printed) {
    assertThatIllegalArgumentException().isThrownBy(() -> read(printed));
  }

  @Test
  void write_givesUsersTheirIdsAndAddsOthers() {
    Profile ann = RunningChat.newUser("Ann");
    Profiles profiles = RunningChat.bean(Profiles.class);
    String added = "new-" + ann.userId();
    List<CognitoUser> users =
        List.of(
            new CognitoUser("now-" + ann.userId(), ann.handle(), "Another name"),
            new CognitoUser(added, added, "New"));
    JdbcClient database = RunningChat.bean(JdbcClient.class);

    assertThat(CognitoIds.write(users, database)).isEqualTo(2);
    assertThat(CognitoIds.write(users, database)).isEqualTo(2);

    assertThat(profiles.findByCognitoId("now-" + ann.userId())).contains(ann);
    assertThat(profiles.findByCognitoId(added)).map(Profile::displayName).contains("New");
  }

  private static List<CognitoUser> read(String printed) {
    return CognitoUsers.read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)));
  }
}
