package io.github.ddbmessaging.examples.chat.web;

import io.github.ddbmessaging.model.MessagingException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Turns every exception of a controller into a problem. Logs name classes, never content. */
@RestControllerAdvice
class ApiExceptions extends ResponseEntityExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ApiExceptions.class);
  private static final int FRAMES = 12;

  @ExceptionHandler
  ResponseEntity<Object> ofLibrary(MessagingException problem) {
    Problem answer = Problems.of(problem);
    if (answer.status().is5xxServerError()) {
      report(problem);
    }
    return answer.response();
  }

  @ExceptionHandler
  ResponseEntity<Object> ofService(ProblemException problem) {
    return problem.problem().response();
  }

  @ExceptionHandler
  ResponseEntity<Object> ofUpload(MultipartException problem) {
    return Problem.of(HttpStatus.BAD_REQUEST, "The file did not arrive whole: send it again")
        .response();
  }

  @ExceptionHandler
  ResponseEntity<Object> unexpected(Exception problem) {
    if (isTooLarge(problem)) {
      return tooLarge();
    }
    report(problem);
    return Problem.of(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong").response();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleMaxUploadSizeExceededException(
      MaxUploadSizeExceededException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    return tooLarge();
  }

  @Override
  protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
      HttpMessageNotReadableException problem,
      HttpHeaders headers,
      HttpStatusCode status,
      WebRequest request) {
    if (isTooLarge(problem)) {
      return tooLarge();
    }
    String detail =
        problem.getCause() instanceof UnrecognizedPropertyException
            ? "The body has a field that is not known here"
            : "The body is not the JSON that is wanted here";
    return Problem.of(HttpStatus.BAD_REQUEST, detail).response();
  }

  private static boolean isTooLarge(Throwable problem) {
    for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
      if (cause instanceof BodyTooLargeException) {
        return true;
      }
    }
    return false;
  }

  private static ResponseEntity<Object> tooLarge() {
    return BodyTooLargeException.PROBLEM.response();
  }

  /** Where it happened, without the message, which may hold what somebody wrote. */
  private static void report(Throwable problem) {
    LOG.error(
        "A request failed: {} at {}",
        problem.getClass().getName(),
        Arrays.stream(problem.getStackTrace()).limit(FRAMES).toList());
  }
}
