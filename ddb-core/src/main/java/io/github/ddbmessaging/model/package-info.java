/**
 * The values that both sides use: what is stored, what is asked for, what comes back, and every
 * exception.
 */
@NullMarked
package io.github.ddbmessaging.model;

import org.jspecify.annotations.NullMarked;
