/**
 * Group rows kept current by AWS Lambda, which reads the table's stream and calls {@link
 * io.github.ddbmessaging.examples.lambda.ProjectorHandler}. {@code template.yaml} beside the
 * sources deploys it.
 */
@NullMarked
package io.github.ddbmessaging.examples.lambda;

import org.jspecify.annotations.NullMarked;
