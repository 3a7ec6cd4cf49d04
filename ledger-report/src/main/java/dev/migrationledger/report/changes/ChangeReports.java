package dev.migrationledger.report.changes;

import dev.migrationledger.domain.event.TargetRegistered;
import dev.migrationledger.query.answer.Moment;
import dev.migrationledger.report.Period;
import dev.migrationledger.store.log.TargetLog;

/** Makes the report on changes from the events themselves, not from a read model. */
public final class ChangeReports {

  private ChangeReports() {}

  /**
   * The report.
   *
   * @param target the target whose log it is
   * @param seed what the sample's draw depends on, not empty
   * @param sample at most so many changes are drawn; not negative
   */
  public static ChangeReport of(
      String target, TargetLog log, Period period, String seed, int sample) {
    var changes = new ChangeFold(period);
    var exceptions = new ExceptionFold();
    var environment = "";
    long inPeriod = 0;
    for (var stored : log.events()) {
      changes.on(stored);
      exceptions.on(stored);
      if (stored.event() instanceof TargetRegistered registered) {
        environment = registered.environment();
      }
      inPeriod += period.holds(stored.recordedAt()) ? 1 : 0;
    }
    return new ChangeReport(
        "ledger/report-changes/v1",
        target,
        environment,
        log.asOf(),
        Moment.of(period.from()),
        Moment.of(period.to()),
        new Population(
            log.size(), log.held(), log.contiguous(), log.events().size(), inPeriod, log.root()),
        changes.changes(),
        exceptions.in(period),
        Sample.draw(changes.changes(), seed, sample),
        Control.ALL,
        Limits.ALL);
  }
}
