package io.github.ddbmessaging.examples.chat.demo;

import io.github.ddbmessaging.examples.chat.profile.Profiles;
import io.github.ddbmessaging.examples.chat.profile.UserDto;
import io.github.ddbmessaging.examples.chat.session.DemoIssuer;
import io.github.ddbmessaging.examples.chat.web.ProblemException;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whom one can be, with one click: only where the demo issues the tokens. */
@RestController
class DemoController {
  private final Profiles profiles;
  private final ObjectProvider<DemoIssuer> demo;

  DemoController(Profiles profiles, ObjectProvider<DemoIssuer> demo) {
    this.profiles = profiles;
    this.demo = demo;
  }

  @GetMapping("/api/demo/users")
  List<UserDto> list() {
    if (demo.getIfAvailable() == null) {
      throw ProblemException.notFound("There are no users for everybody here");
    }
    return profiles.list(DemoPeople.ids()).stream()
        .sorted((one, other) -> one.handle().compareTo(other.handle()))
        .map(UserDto::of)
        .toList();
  }
}
