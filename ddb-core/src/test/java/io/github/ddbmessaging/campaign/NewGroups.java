package io.github.ddbmessaging.campaign;

import java.time.Duration;
import java.util.Comparator;

/** A run among groups that the library has made. */
final class NewGroups extends Simulation {
  private final Readers readers;
  private final Intruders intruders;
  private final Changers changers;
  private final Followers followers;

  NewGroups(Cluster.Settings settings, Counts counts) {
    super(new Cluster(settings, counts, Model::new, Comparator.naturalOrder()));
    this.readers = new Readers(cluster);
    senders.lifetimes = true;
    this.intruders = new Intruders(cluster, readers);
    this.changers = new Changers(cluster);
    this.followers = new Followers(cluster);
  }

  @Override
  void create(Choice how) {
    senders.create(how);
  }

  @Override
  void takeOwn(Action action, Choice how) {
    if (action == Action.NEXT_PAGE) {
      readers.nextPage(how);
    } else if (!model.groups().isEmpty()) {
      switch (action) {
        case LIST -> readers.list(how);
        case FIND -> readers.find(how);
        case INTRUDE -> intruders.intrude(how);
        case MISUSE_CURSOR -> intruders.misuseCursor(how);
        case CHANGE -> changers.change(how);
        case REACT -> changers.react(how);
        case FOLLOW -> followers.follow(how);
        case EXPIRE -> changers.expire(how);
        case LEAP -> cluster.leap(how);
        default -> throw new IllegalArgumentException("There is no " + action + " here");
      }
    }
  }

  @Override
  void judge() {
    followers.judge();
    cluster.later(Duration.ofDays(4));
    changers.expireAll();
    projectors.processAll();
    model.drained();
    changers.judgeReactions();
    projectors.deliverAgain();
    model.drained();
  }
}
