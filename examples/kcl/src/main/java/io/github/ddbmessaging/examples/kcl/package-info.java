/**
 * Group rows kept current by any number of workers of the Kinesis Client Library, which share out
 * the shards of the table's stream among them. {@link
 * io.github.ddbmessaging.examples.kcl.WorkerMain} is the program, {@link
 * io.github.ddbmessaging.examples.kcl.ProjectorWorker} the worker, and {@link
 * io.github.ddbmessaging.examples.kcl.ProjectorProcessor} what it does with the records.
 */
@NullMarked
package io.github.ddbmessaging.examples.kcl;

import org.jspecify.annotations.NullMarked;
