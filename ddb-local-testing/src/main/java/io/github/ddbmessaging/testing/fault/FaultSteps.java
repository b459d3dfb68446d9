package io.github.ddbmessaging.testing.fault;

import java.util.List;
import java.util.function.Function;

/**
 * Runs a scenario once for every request at which a fault can strike.
 *
 * <pre>{@code
 * FaultSteps.crashBeforeAndAfterEveryRequest(
 *     faults -> {
 *       Accounts accounts = new Accounts(faults.wrap(dynamoDb), newTable());
 *       faults.runUntilCrash(() -> accounts.transfer("ann", "bob", 10));
 *       assertThat(new Accounts(dynamoDb, accounts.table()).sum()).isEqualTo(100);
 *     });
 * }</pre>
 */
public final class FaultSteps {

  private FaultSteps() {}

  /** What to run at each step. It begins from the same state every time. */
  @FunctionalInterface
  public interface Scenario {

    /**
     * Sets up, does the work through clients wrapped by the faults, and checks the outcome through
     * others.
     *
     * @param faults the faults of this step
     * @throws Exception fails the step, as an {@link AssertionError} does
     */
    void run(Faults faults) throws Exception;
  }

  /**
   * Ends the process, in turn, before and after every request that the scenario sends.
   *
   * @param scenario the scenario; sees {@link FaultRule#crashBefore()} at each of its requests,
   *     then {@link FaultRule#crashAfter()}, and at last runs without a fault
   * @return how many faults were tried, at least 2
   * @throws AssertionError if a step fails, naming the step; or if the scenario sends no request
   */
  public static int crashBeforeAndAfterEveryRequest(Scenario scenario) {
    return everyRequest(FaultRule::crashBefore, scenario)
        + everyRequest(FaultRule::crashAfter, scenario);
  }

  /**
   * Lets any fault strike, in turn, at every request that the scenario sends.
   *
   * @param fault the fault, such as {@code FaultRule::answerLost}
   * @param scenario the scenario; runs a last time without the fault striking
   * @return how many faults were tried, at least 1
   * @throws AssertionError if a step fails, naming the step; or if the scenario sends no request
   */
  public static int everyRequest(Function<FaultRule, Faults> fault, Scenario scenario) {
    int struck = 0;
    while (runStep(fault, struck + 1, scenario)) {
      struck++;
    }
    if (struck == 0) {
      throw new AssertionError("the scenario sent no request through a client of the faults");
    }
    return struck;
  }

  private static boolean runStep(
      Function<FaultRule, Faults> fault, int position, Scenario scenario) {
    Faults faults = fault.apply(Faults.withSeed(position).onAnyCall().call(position));
    try {
      scenario.run(faults);
    } catch (Exception | AssertionError e) {
      List<String> injected = faults.injected();
      throw new AssertionError(
          (injected.isEmpty() ? "without a fault" : injected.get(0)) + ": " + e.getMessage(), e);
    }
    return !faults.injected().isEmpty();
  }
}
