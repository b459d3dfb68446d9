/**
 * Follows a table's stream in one process, for development, tests and small installations. In
 * production let AWS Lambda or the Kinesis Client Library deliver the records.
 */
@NullMarked
package io.github.ddbmessaging.stream;

import org.jspecify.annotations.NullMarked;
