/**
 * Measures what code costs on DynamoDB: requests, read units and write units.
 *
 * <p>{@link io.github.ddbmessaging.testing.meter.Meter} wraps a client and counts. {@link
 * io.github.ddbmessaging.testing.meter.ItemSize} and {@link
 * io.github.ddbmessaging.testing.meter.CapacityRules} are the service's published rules as pure
 * functions.
 */
@NullMarked
package io.github.ddbmessaging.testing.meter;

import org.jspecify.annotations.NullMarked;
