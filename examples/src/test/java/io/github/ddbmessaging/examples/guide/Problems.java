package io.github.ddbmessaging.examples.guide;

import io.github.ddbmessaging.examples.guide.Dtos.MessageDto;
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

/** The one place where the library's exceptions become HTTP statuses. */
final class Problems {
  private Problems() {}

  static Response of(MessagingException problem) {
    if (problem instanceof InvalidInputException) {
      return Response.problem(400, String.valueOf(problem.getMessage()));
    }
    if (problem instanceof IdempotencyKeyReusedException) {
      return Response.problem(422, String.valueOf(problem.getMessage()));
    }
    if (problem instanceof RevisionMismatchException mismatch) {
      return Response.of(409, MessageDto.of(mismatch.current()));
    }
    if (problem instanceof MessageNotFoundException || problem instanceof MessageDeletedException) {
      return Response.problem(404, "There is no such message, or it is deleted");
    }
    if (problem instanceof NotTheSenderException) {
      return Response.problem(403, "This is somebody else's message");
    }
    if (problem instanceof NotAnOwnerException) {
      return Response.problem(403, "Only owners of the conversation can do this");
    }
    if (problem instanceof GroupNotAdoptedException) {
      return Response.problem(409, "Send a message into this old conversation, then try again");
    }
    if (problem instanceof ChangesTokenExpiredException) {
      return Response.problem(410, "You were away too long: load the conversation again");
    }
    if (problem instanceof NotAMemberException || problem instanceof GroupNotFoundException) {
      return Response.problem(404, "There is no such conversation");
    }
    if (problem instanceof OtherUserException) {
      return Response.problem(403, "You can act only for yourself");
    }
    if (problem instanceof RetriesExhaustedException) {
      return Response.problem(503, "Busy. " + whatNow(problem)).withHeader("Retry-After", "1");
    }
    if (problem instanceof DynamoDbFailureException) {
      return Response.problem(502, "The table can't be used. " + whatNow(problem));
    }
    if (problem instanceof DamagedItemException) {
      return Response.problem(500, "Something is wrong with the data");
    }
    // What a later version may add.
    return Response.problem(500, "Something went wrong");
  }

  private static String whatNow(MessagingException problem) {
    return problem.mayHaveTakenEffect()
        ? "It may have been done: repeat it with the same Idempotency-Key"
        : "Nothing was done: repeat it later";
  }
}
