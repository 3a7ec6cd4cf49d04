package dev.migrationledger.domain.event;

import static java.util.Objects.requireNonNull;

import dev.migrationledger.domain.capture.ObservedDdl;
import org.axonframework.serialization.Revision;

/**
 * The capture saw DDL, of a migration of ours or of anybody.
 *
 * @param target the target it happened on
 * @param ddl what was seen
 */
@Revision("1")
public record DdlObserved(String target, ObservedDdl ddl) implements CaptureEvent {

  public DdlObserved {
    requireNonNull(target, "target");
    requireNonNull(ddl, "ddl");
  }
}
