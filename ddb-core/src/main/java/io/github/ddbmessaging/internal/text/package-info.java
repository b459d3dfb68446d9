/** Text, times and hashes as DynamoDB needs them. Knows no other package. */
@NullMarked
package io.github.ddbmessaging.internal.text;

import org.jspecify.annotations.NullMarked;
