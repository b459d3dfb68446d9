package io.github.ddbmessaging.campaign;

import java.time.Duration;
import java.util.Comparator;

/** A run among groups that the library has made. */
final class NewGroups extends Simulation {
  private final Readers readers;
  private final Intruders intruders;
  private final Changers changers;
  private final Followers followers;
  private final Members members;
  private final Devices devices;

  NewGroups(Cluster.Settings settings, Counts counts) {
    super(new Cluster(settings, counts, Model::new, Comparator.naturalOrder()));
    this.readers = new Readers(cluster);
    senders.lifetimes = true;
    this.changers = new Changers(cluster);
    this.followers = new Followers(cluster);
    this.intruders = new Intruders(cluster, readers, followers.tokens());
    this.members = new Members(cluster);
    this.devices = new Devices(cluster);
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
        case MEMBERS -> members.change(how);
        case RENAME_USER -> members.renameUser(how);
        case MARK -> devices.change(how);
        case SHOW -> devices.show(how);
        case EXPIRE -> changers.expire(how);
        case LEAP -> cluster.leap(how);
        default -> throw new IllegalArgumentException("There is no " + action + " here");
      }
    }
  }

  @Override
  void judge() {
    devices.judge();
    followers.judge();
    cluster.later(Duration.ofDays(4));
    changers.expireAll();
    members.judge();
    projectors.processAll();
    model.drained();
    devices.judge();
    changers.judgeReactions();
    projectors.deliverAgain();
    model.drained();
  }
}
