package dev.migrationledger.query;

import dev.migrationledger.domain.capture.CapturePart;
import dev.migrationledger.domain.capture.Condition;
import dev.migrationledger.domain.capture.ObservedDdl;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StopCapture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** A capture that is put in, broken, repaired, looked at and taken out at random. */
final class CaptureHistory {

  private final RandomGenerator random;
  private final String target;
  private Instant clock = Given.AT;
  private long transaction;

  CaptureHistory(String target, RandomGenerator random) {
    this.random = random;
    this.target = target;
  }

  LedgerCommand next() {
    clock = clock.plusSeconds(random.nextLong(1, 3_000));
    return switch (random.nextInt(8)) {
      case 0 -> new StartCapture(target, clock, parts(Condition.INTACT));
      case 1 -> new StopCapture(target, clock, "moved");
      default -> look();
    };
  }

  private LedgerCommand look() {
    var rows = new ArrayList<ObservedDdl>();
    for (int n = random.nextInt(4); n > 0; n--) {
      transaction += random.nextInt(3);
      rows.add(row(rows.size() + 1));
    }
    var conditions = Condition.values();
    var condition = conditions[random.nextInt(conditions.length)];
    return new ObserveDdl(target, clock, parts(condition), rows, random.nextBoolean());
  }

  private List<CapturePart> parts(Condition condition) {
    return List.of(
        new CapturePart(
            CapturePart.Kind.INSTALLED,
            "the trigger",
            Integer.toString(random.nextInt(3)),
            condition,
            "found so"),
        new CapturePart(
            CapturePart.Kind.TIMELINE,
            "the timeline",
            Integer.toString(random.nextInt(20) / 19),
            Condition.INTACT,
            ""));
  }

  private ObservedDdl row(int ordinal) {
    boolean ours = random.nextBoolean();
    return new ObservedDdl(
        transaction,
        ordinal,
        ObservedDdl.Source.COMMAND,
        clock,
        clock,
        "CREATE TABLE",
        "table",
        "public",
        "public.t" + random.nextInt(3),
        "",
        new ObservedDdl.Session(7, "dana", "app", "", "psql"),
        false,
        ours ? "0001" : "",
        ours ? "run-1" : "",
        ours ? ObservedDdl.Proof.RECEIPT : ObservedDdl.Proof.NONE);
  }
}
