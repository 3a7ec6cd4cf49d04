package dev.migrationledger.api.export;

import dev.migrationledger.api.access.Caller;
import dev.migrationledger.api.access.trail.Diary;
import dev.migrationledger.api.access.trail.Visit;
import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.store.LedgerStore;
import jakarta.servlet.http.HttpServletRequest;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Puts on record that somebody takes events away. That it began is recorded before the first byte;
 * what was given, with its digest, as an event of each target when it ends, also when it ends
 * early.
 */
public final class Taking {

  private static final System.Logger LOG = System.getLogger(Taking.class.getName());
  private static final int OK = 200;

  private final Handover handover;
  private final Diary diary;
  private final InstantSource clock;

  public Taking(LedgerStore store, Diary diary, InstantSource clock) {
    this.handover = new Handover(store);
    this.diary = diary;
    this.clock = clock;
  }

  /** An export that begins now. */
  One begin(Caller caller, HttpServletRequest request, Format format, String narrowed, long asOf) {
    var address = "/api/v1/events/export as " + format.word() + ", " + narrowed;
    var who = Visit.Who.of(caller, request);
    diary.now(new Visit(clock.instant(), "export-begun", who, address, OK));
    return new One(caller, format, narrowed, asOf);
  }

  /** One export. */
  final class One {

    private final Caller caller;
    private final Format format;
    private final String narrowed;
    private final long asOf;
    private final MessageDigest digest = sha256();
    private final Set<String> targets = new TreeSet<>();
    private long events;

    private One(Caller caller, Format format, String narrowed, long asOf) {
      this.caller = caller;
      this.format = format;
      this.narrowed = narrowed;
      this.asOf = asOf;
    }

    /** Sees what is written. */
    OutputStream through(OutputStream out) {
      return new DigestOutputStream(out, digest);
    }

    /** One more event is given, of a target. */
    void event(String target) {
      targets.add(target);
      events++;
    }

    /** It ended, and all was given. */
    void end() {
      record("export of events");
    }

    /** It ended early; whoever took the beginning away is gone, so a failure can only be logged. */
    void brokeOff() {
      try {
        record("beginning of an export of events, which broke off,");
      } catch (RuntimeException e) {
        LOG.log(
            System.Logger.Level.ERROR,
            "not recorded: %s took away the beginning of an export (%s) of %s"
                .formatted(caller.name(), narrowed, targets),
            e);
      }
    }

    private void record(String what) {
      var counted = narrowed + ", " + (events == 1 ? "1 event" : events + " events");
      var hex = HexFormat.of().formatHex(digest.digest());
      var exports =
          targets.stream()
              .map(target -> new RecordExport(target, what, counted, asOf, format.word(), hex))
              .toList();
      apart(() -> handover.record(caller, exports));
    }
  }

  /**
   * On a thread that nobody interrupts: the web server does so at any moment to the one that writes
   * to a reader who is gone.
   */
  private static void apart(Runnable work) {
    try {
      CompletableFuture.runAsync(
              work, task -> Thread.ofPlatform().name("ledger-taking").start(task))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
