package io.github.ddbmessaging.examples.cli;

import io.github.ddbmessaging.model.GroupStateUpdate;
import io.github.ddbmessaging.model.MessageGroup;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Mutes a group for a user. */
@Command(
    name = "mute",
    description = "Mutes a group for a user: the user wants no notifications of it.")
final class MuteCommand extends StateCommand {
  @Option(
      names = "--until",
      paramLabel = "TIME",
      converter = Time.class,
      description = "Until when, such as 2026-12-01T08:00Z; default for good.")
  private Instant until = Instant.parse("9999-12-31T23:59:59Z");

  MuteCommand(GlobalOptions options, Streams streams) {
    super("mute", options, streams);
  }

  @Override
  GroupStateUpdate done(GroupStateUpdate update, MessageGroup group) {
    return update.muteUntil(until);
  }

  @Override
  GroupStateUpdate takenBack(GroupStateUpdate update) {
    return update.unmute();
  }

  /** Reads a time. */
  static final class Time implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String value) {
      try {
        return OffsetDateTime.parse(value).toInstant();
      } catch (DateTimeException e) {
        throw new TypeConversionException(
            "'" + value + "' is no time such as 2026-12-01T08:00Z or 2026-12-01T08:00+01:00");
      }
    }
  }
}
