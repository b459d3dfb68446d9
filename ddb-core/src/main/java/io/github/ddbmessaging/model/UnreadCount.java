package io.github.ddbmessaging.model;

/**
 * How many messages of a group a user has not read.
 *
 * @param count how many were counted
 * @param more whether there may be more, as in "99+"
 */
public record UnreadCount(int count, boolean more) {}
