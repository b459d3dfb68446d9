/**
 * Makes a client fail as the real service and the network do, when and where a test says.
 *
 * <p>DynamoDB Local never throttles, conflicts, reads stale or leaves items unprocessed. {@link
 * io.github.ddbmessaging.testing.fault.Faults} wraps any client of DynamoDB or its streams and
 * injects these; {@link io.github.ddbmessaging.testing.fault.FaultSteps} runs a scenario once for
 * every request at which a fault can strike.
 */
@NullMarked
package io.github.ddbmessaging.testing.fault;

import org.jspecify.annotations.NullMarked;
