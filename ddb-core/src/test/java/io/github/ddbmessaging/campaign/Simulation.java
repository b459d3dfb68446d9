package io.github.ddbmessaging.campaign;

/** One run: takes one decision after the other, in one thread. */
abstract class Simulation {
  final Cluster cluster;
  final Model model;
  final Senders senders;
  final Editors editors;
  final Projectors projectors;

  Simulation(Cluster cluster) {
    this.cluster = cluster;
    this.model = cluster.model;
    this.senders = new Senders(cluster);
    this.editors = new Editors(cluster);
    this.projectors = new Projectors(cluster);
    cluster.others = this::getInBetween;
  }

  /** Takes one decision. */
  final void take(Decision decision) {
    cluster.counts.trace(decision::toString);
    Choice how = new Choice(decision.who(), decision.what(), decision.how());
    switch (decision.action()) {
      case SERVE -> cluster.serve(how.who, null);
      case FAULT -> cluster.serve(how.who, how);
      case CREATE -> create(how);
      case SEND -> {
        if (model.groups().isEmpty()) {
          create(how);
        } else {
          senders.send(how);
        }
      }
      case REPEAT -> senders.repeat(how);
      case DELIVER -> projectors.deliver(how);
      case EDIT -> editors.edit(how);
      case DELETE -> editors.delete(how);
      case REBUILD -> projectors.rebuild(how);
      case ARRIVE_LATE -> cluster.arriveLate(how);
      case CRASH -> cluster.crash(how);
      case TICK -> cluster.tick(how);
      default -> takeOwn(decision.action(), how);
    }
  }

  /** Ends everything that is under way without faults, and judges the table. */
  final void drain() {
    cluster.counts.trace(() -> "DRAIN");
    cluster.finish();
    projectors.processAll();
    judge();
  }

  /** Makes a group. */
  abstract void create(Choice how);

  /** Takes a decision that only this kind of run has. */
  abstract void takeOwn(Action action, Choice how);

  /** Judges the table; every record of the stream has been processed. */
  abstract void judge();

  /** Does something between two requests of a synchronous call. */
  void getInBetween(Choice how) {
    switch (how.of(6)) {
      case 1, 2, 3 -> cluster.serve(how.of(20), null);
      case 4 -> editors.edit(how.to(how.of(5)));
      case 5 -> editors.delete(how.to(how.of(5)));
      default -> {}
    }
  }
}
