package io.github.ddbmessaging.examples.chat.profile;

import io.github.ddbmessaging.MessagingAdmin;
import io.github.ddbmessaging.UserRules;
import io.github.ddbmessaging.examples.chat.web.Input;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.RenameReport;
import io.github.ddbmessaging.model.RenameScope;
import io.github.ddbmessaging.model.TableScan;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Gives users other names: in Postgres, then in their conversations. What was interrupted between
 * is done later.
 */
@Service
public class Renaming {
  private static final Logger LOG = LoggerFactory.getLogger(Renaming.class);
  private static final int GROUPS_AT_ONCE = 50;

  private final Profiles profiles;
  private final MessagingAdmin admin;

  Renaming(Profiles profiles, MessagingAdmin admin) {
    this.profiles = profiles;
    this.admin = admin;
  }

  /** Gives a user another name. */
  Profile rename(Profile profile, @Nullable String displayName) {
    String name = Input.line(displayName, "displayName");
    Profile renamed = new Profile(profile.id(), profile.handle(), name);
    UserRules.check(renamed.user());
    profiles.rename(profile.id(), name);
    spread(profile.id());
    return renamed;
  }

  /** Does what an earlier run left undone. */
  @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT1M")
  void spreadTheRest() {
    profiles.listNotSpread().forEach(this::spread);
  }

  /** Goes on until the conversations have the last name, also one that is given meanwhile. */
  private void spread(UUID user) {
    UUID turn = UUID.randomUUID();
    Optional<Profile> now = profiles.takeTurn(user, turn);
    while (now.isPresent()) {
      if (isSpread(now.get(), turn)) {
        profiles.markSpread(now.get(), turn);
      } else {
        profiles.leaveTurn(user, turn);
        return;
      }
      now = profiles.takeTurn(user, turn);
    }
  }

  /** False if something failed; an older name than that of now may be left to its successor. */
  private boolean isSpread(Profile profile, UUID turn) {
    boolean done = true;
    try {
      for (RenameReport report :
          admin.renameUser(
              profile.user(), RenameScope.GROUPS, TableScan.withPageSize(GROUPS_AT_ONCE))) {
        done &= report.problems().isEmpty();
        if (profiles.takeTurn(profile.id(), turn).filter(profile::equals).isEmpty()) {
          return true;
        }
      }
    } catch (MessagingException e) {
      LOG.warn("{} is renamed later: {}", profile, e.getClass().getName());
      done = false;
    }
    return done;
  }
}
