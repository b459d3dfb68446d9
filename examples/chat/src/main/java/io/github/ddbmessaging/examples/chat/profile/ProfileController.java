package io.github.ddbmessaging.examples.chat.profile;

import io.github.ddbmessaging.examples.chat.web.Input;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finding users, and one's own name. */
@RestController
class ProfileController {
  private final Profiles profiles;
  private final Renaming renaming;

  ProfileController(Profiles profiles, Renaming renaming) {
    this.profiles = profiles;
    this.renaming = renaming;
  }

  @GetMapping("/api/users")
  List<UserDto> search(@RequestParam(defaultValue = "") String query) {
    return profiles.search(Input.line(query, "query")).stream().map(UserDto::of).toList();
  }

  @PatchMapping("/api/session/profile")
  UserDto rename(@AuthenticationPrincipal Profile me, @RequestBody NewName body) {
    return UserDto.of(renaming.rename(me, body.displayName()));
  }

  record NewName(@Nullable String displayName) {}
}
