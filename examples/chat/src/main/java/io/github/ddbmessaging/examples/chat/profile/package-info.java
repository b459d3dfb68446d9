/** The users, in Postgres. */
@NullMarked
package io.github.ddbmessaging.examples.chat.profile;

import org.jspecify.annotations.NullMarked;
