package io.github.ddbmessaging.examples.chat.web;

import io.github.ddbmessaging.model.ChangesTokenExpiredException;
import io.github.ddbmessaging.model.DamagedItemException;
import io.github.ddbmessaging.model.DynamoDbFailureException;
import io.github.ddbmessaging.model.GroupNotAdoptedException;
import io.github.ddbmessaging.model.GroupNotFoundException;
import io.github.ddbmessaging.model.IdempotencyKeyReusedException;
import io.github.ddbmessaging.model.InvalidInputException;
import io.github.ddbmessaging.model.MessageDeletedException;
import io.github.ddbmessaging.model.MessageNotFoundException;
import io.github.ddbmessaging.model.MessagingException;
import io.github.ddbmessaging.model.NotAMemberException;
import io.github.ddbmessaging.model.NotAnOwnerException;
import io.github.ddbmessaging.model.NotTheSenderException;
import io.github.ddbmessaging.model.OtherUserException;
import io.github.ddbmessaging.model.RetriesExhaustedException;
import io.github.ddbmessaging.model.RevisionMismatchException;
import java.time.Duration;
import org.springframework.http.HttpStatus;

/** What clients are told of each exception of the library. */
final class Problems {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Problems() {}

  static Problem of(MessagingException problem) {
    if (problem instanceof InvalidInputException) {
      // Names the rule, and never holds content.
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(problem.getMessage()));
    }
    if (problem instanceof IdempotencyKeyReusedException) {
      return Problem.coded(
          HttpStatus.UNPROCESSABLE_CONTENT,
          "key-reused",
          "The idempotency key stands for another message: make one for each");
    }
    if (problem instanceof RevisionMismatchException) {
      return Problem.coded(
          HttpStatus.CONFLICT, "revision", "Somebody changed this message: look at it again");
    }
    if (problem instanceof MessageNotFoundException || problem instanceof MessageDeletedException) {
      return Problem.of(HttpStatus.NOT_FOUND, "There is no such message, or it is deleted");
    }
    if (problem instanceof NotTheSenderException) {
      return Problem.of(HttpStatus.FORBIDDEN, "This is somebody else's message");
    }
    if (problem instanceof NotAnOwnerException) {
      return Problem.of(HttpStatus.FORBIDDEN, "Only owners of the conversation can do this");
    }
    if (problem instanceof NotAMemberException || problem instanceof GroupNotFoundException) {
      // To a stranger it is as if there were none.
      return Problem.of(HttpStatus.NOT_FOUND, "There is no such conversation");
    }
    if (problem instanceof OtherUserException) {
      return Problem.of(HttpStatus.FORBIDDEN, "You can act only for yourself");
    }
    return ofService(problem);
  }

  private static Problem ofService(MessagingException problem) {
    if (problem instanceof GroupNotAdoptedException) {
      return Problem.coded(
          HttpStatus.CONFLICT,
          "not-adopted",
          "Send a message into this old conversation, then try again");
    }
    if (problem instanceof ChangesTokenExpiredException) {
      return Problem.coded(
          HttpStatus.GONE, "start-again", "You were away too long: load the conversation again");
    }
    if (problem instanceof RetriesExhaustedException) {
      return Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "Busy. " + whatNow(problem)).after(SOON);
    }
    if (problem instanceof DynamoDbFailureException) {
      return Problem.of(
              HttpStatus.SERVICE_UNAVAILABLE, "The table can't be used. " + whatNow(problem))
          .after(SOON);
    }
    if (problem instanceof DamagedItemException) {
      return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something is wrong with the data");
    }
    // What a later version may add.
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong");
  }

  private static String whatNow(MessagingException problem) {
    return problem.mayHaveTakenEffect()
        ? "It may have been done: repeat it with the same key"
        : "Nothing was done: repeat it later";
  }
}
