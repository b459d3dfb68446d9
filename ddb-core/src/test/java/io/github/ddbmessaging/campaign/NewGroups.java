package io.github.ddbmessaging.campaign;

import java.util.Comparator;

/** A run among groups that the library has made. */
final class NewGroups extends Simulation {
  private final Readers readers;
  private final Intruders intruders;

  NewGroups(Cluster.Settings settings, Counts counts) {
    super(new Cluster(settings, counts, Model::new, Comparator.naturalOrder()));
    this.readers = new Readers(cluster);
    this.intruders = new Intruders(cluster, readers);
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
        default -> throw new IllegalArgumentException("There is no " + action + " here");
      }
    }
  }

  @Override
  void judge() {
    model.drained();
    projectors.deliverAgain();
    model.drained();
  }
}
