package io.github.ddbmessaging.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.ddbmessaging.internal.run.Step;
import io.github.ddbmessaging.internal.run.Step.Outcome;
import io.github.ddbmessaging.model.DamagedItemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static final Step<String> DONE = new Step.Done<>("done");

  private final Problems problems = new Problems();

  @Test
  void collect_whenPartsFail_notesWhy() {
    DamagedItemException damage = new DamagedItemException("MSG#g", "HEAD", "no members");

    problems.collect(List.of(outcome(damage), new Outcome<>(Optional.of(DONE), Optional.empty())));

    assertThat(problems.all()).containsExactly(damage);
  }

  /** A page meets it, and so does its group. */
  @Test
  void add_whenAnItemIsDamaged_notesThatOnce() {
    problems.add(new DamagedItemException("MSG#g", "HEAD", "no members"));
    problems.add(new DamagedItemException("MSG#g", "HEAD", "no members"));
    problems.add(new DamagedItemException("MSG#h", "HEAD", "no members"));

    assertThat(problems.all()).hasSize(2);
  }

  /** It was reported as a failure of DynamoDB. */
  @Test
  void collect_whenAFailureIsABug_throwsIt() {
    IllegalStateException bug = new IllegalStateException("a bug");

    assertThatThrownBy(() -> problems.collect(List.of(outcome(bug)))).isSameAs(bug);
  }

  private static Outcome<Object> outcome(RuntimeException failure) {
    return new Outcome<>(Optional.empty(), Optional.of(failure));
  }
}
