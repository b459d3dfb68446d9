package io.github.ddbmessaging.internal.run;

import java.util.function.Supplier;

/**
 * One access pattern with its arguments: what either runner runs.
 *
 * @param name the store's method, as listeners see it
 * @param first checks the arguments and makes the first step
 * @param <T> what the operation returns
 */
public record Operation<T>(String name, Supplier<Step<T>> first) {}
