package dev.migrationledger.report;

import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.MigrationApplied;
import dev.migrationledger.domain.event.MigrationDiscovered;
import dev.migrationledger.domain.event.MigrationEdited;
import dev.migrationledger.domain.event.MigrationFailed;
import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.domain.origin.Actor;
import dev.migrationledger.domain.origin.ActorKind;
import dev.migrationledger.domain.origin.CiContext;
import dev.migrationledger.domain.origin.Origin;
import dev.migrationledger.domain.run.Execution;
import dev.migrationledger.domain.run.Failure;
import dev.migrationledger.domain.script.Authorship;
import dev.migrationledger.domain.script.Checksum;
import dev.migrationledger.domain.script.Edit;
import dev.migrationledger.domain.script.Script;
import dev.migrationledger.domain.script.ScriptFacts;
import dev.migrationledger.domain.script.Version;
import dev.migrationledger.store.log.StoredEvent;
import dev.migrationledger.store.log.TargetLog;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** A log of one target that grows by an event an hour. */
final class Events {

  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  static final String TARGET = "shop";

  private final List<StoredEvent> stored = new ArrayList<>();
  private String actor = "dana";

  static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  static Version v(int number) {
    return new Version("%04d".formatted(number));
  }

  static String file(int number) {
    return "%04d_step.sql".formatted(number);
  }

  static Checksum sum(String text) {
    return new Checksum(sha256(text));
  }

  Events by(String name) {
    actor = name;
    return this;
  }

  Events add(LedgerEvent event) {
    int index = stored.size();
    stored.add(
        new StoredEvent(
            index,
            sha256("leaf " + index),
            "id " + index,
            index,
            hour(index),
            hour(index),
            new Origin(
                new Actor(actor, ActorKind.HUMAN, "os", "", actor, "host", ""),
                CiContext.NONE,
                "correlation",
                "test"),
            event));
    return this;
  }

  Events registered() {
    return add(new TargetRegistered(TARGET, "production", "1", "app"));
  }

  Events discovered(int number, String text, String author) {
    return add(
        new MigrationDiscovered(
            TARGET,
            new Script(
                v(number),
                file(number),
                sum(text),
                sum(text),
                text.length(),
                "",
                author(author),
                List.of(),
                List.of(),
                true,
                ScriptFacts.NONE)));
  }

  Events applied(int number, String text, String run, boolean late) {
    return add(
        new MigrationApplied(
            TARGET,
            run,
            v(number),
            file(number),
            sum(text),
            new Execution(START, START, 12, 1, 0, 0, 1, "app", 1, "7"),
            late,
            false));
  }

  Events failed(int number, String text, String message) {
    return add(
        new MigrationFailed(
            TARGET,
            "run",
            v(number),
            file(number),
            sum(text),
            new Failure(Failure.Kind.ROLLED_BACK, "42703", message, "", "", 1, 6, 8, 0),
            1,
            5));
  }

  Events edited(int number, String from, String to, String author, Edit.Kind kind) {
    return add(
        new MigrationEdited(
            TARGET,
            new Edit(
                v(number),
                file(number),
                sum(from),
                sum(from),
                sum(to),
                sum(to),
                kind,
                "",
                "",
                List.of(author(author)))));
  }

  TargetLog log() {
    return new TargetLog(stored.size(), sha256("root"), stored.size(), true, stored);
  }

  private static Authorship author(String name) {
    return new Authorship(
        Authorship.Source.COMMITTED,
        "c0ffee0000000000000000000000000000000000",
        name,
        "",
        name,
        "",
        START,
        START,
        "message");
  }

  static String sha256(String text) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
