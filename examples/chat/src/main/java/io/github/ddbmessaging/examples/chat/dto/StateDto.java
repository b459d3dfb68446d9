package io.github.ddbmessaging.examples.chat.dto;

/**
 * What a page needs of a user's state of a conversation.
 *
 * @param unreadMarks how often the user has marked messages of it as unread. A page names the
 *     number that it knows when it marks messages as read, so that a late request undoes no mark
 */
public record StateDto(long unreadMarks) {}
