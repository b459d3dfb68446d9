package io.github.ddbmessaging.campaign;

/** What a call is to write, and what is known of its outcome. */
sealed interface Intent permits Send, MessageChange, MemberChange, StateChange {}
