package io.github.ddbmessaging.spring;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** One line for what the starter itself finds wrong. */
final class WrongPropertyFailureAnalyzer extends AbstractFailureAnalyzer<WrongPropertyException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, WrongPropertyException cause) {
    return new FailureAnalysis(cause.getMessage(), cause.advice(), cause);
  }
}
