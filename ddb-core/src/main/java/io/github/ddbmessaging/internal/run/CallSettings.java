package io.github.ddbmessaging.internal.run;

import io.github.ddbmessaging.model.CallListener;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a runner needs to know of a call, besides the operation.
 *
 * @param listener is told what the call did and cost, or null
 * @param tableName the table
 * @param timeout the longest duration of the call
 */
public record CallSettings(@Nullable CallListener listener, String tableName, Duration timeout) {}
