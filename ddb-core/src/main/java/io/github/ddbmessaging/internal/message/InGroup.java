package io.github.ddbmessaging.internal.message;

import io.github.ddbmessaging.model.MessageGroup;

/**
 * What an operation hands on to the one behind it that writes to the same group: the group as it
 * has left it.
 *
 * @param group the group
 * @param result what its own caller gets
 * @param <R> what that is
 */
public record InGroup<R>(MessageGroup group, R result) {}
