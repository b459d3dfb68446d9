/** Who is signed in: Cognito's tokens in a cookie, and what a request needs to be let in. */
@NullMarked
package io.github.ddbmessaging.examples.chat.session;

import org.jspecify.annotations.NullMarked;
