/** What every endpoint shares: problems, limits of size and rate. */
@NullMarked
package io.github.ddbmessaging.examples.chat.web;

import org.jspecify.annotations.NullMarked;
