package dev.migrationledger.domain.ledger;

import dev.migrationledger.domain.command.AcknowledgeEdit;
import dev.migrationledger.domain.command.ApproveMigration;
import dev.migrationledger.domain.command.CompleteRecovery;
import dev.migrationledger.domain.command.CompleteRepair;
import dev.migrationledger.domain.command.DiscoverMigrations;
import dev.migrationledger.domain.command.DisownReceipt;
import dev.migrationledger.domain.command.EstablishBaseline;
import dev.migrationledger.domain.command.FinishRun;
import dev.migrationledger.domain.command.ImportHistory;
import dev.migrationledger.domain.command.LedgerCommand;
import dev.migrationledger.domain.command.ObserveDdl;
import dev.migrationledger.domain.command.ObserveDrift;
import dev.migrationledger.domain.command.ObserveEdits;
import dev.migrationledger.domain.command.PlanRecovery;
import dev.migrationledger.domain.command.PlanRepair;
import dev.migrationledger.domain.command.RecordApplied;
import dev.migrationledger.domain.command.RecordExport;
import dev.migrationledger.domain.command.RecordFailed;
import dev.migrationledger.domain.command.RecordRollbackFailed;
import dev.migrationledger.domain.command.RecordRolledBack;
import dev.migrationledger.domain.command.RecordSchema;
import dev.migrationledger.domain.command.RefuseRollback;
import dev.migrationledger.domain.command.RefuseRun;
import dev.migrationledger.domain.command.RegisterTarget;
import dev.migrationledger.domain.command.RetireMigration;
import dev.migrationledger.domain.command.ReviewException;
import dev.migrationledger.domain.command.SettleDrift;
import dev.migrationledger.domain.command.SettleRestore;
import dev.migrationledger.domain.command.StartCapture;
import dev.migrationledger.domain.command.StartRollback;
import dev.migrationledger.domain.command.StartRun;
import dev.migrationledger.domain.command.StopCapture;
import dev.migrationledger.domain.command.WithdrawApproval;
import dev.migrationledger.domain.event.LedgerEvent;
import dev.migrationledger.domain.event.TargetRegistered;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;

/**
 * The aggregate: one for each target, because every rule holds on one target. Only glue between
 * Axon and {@link LedgerRules} and {@link LedgerState}. Every command reaches the rules, also for a
 * target that is missing: they refuse it in their own words.
 */
public class Ledger {

  @AggregateIdentifier
  @SuppressWarnings({"unused", "UnusedVariable"}) // Axon reads it
  private String target;

  private final LedgerState state;

  /** A target nothing has happened to. */
  public Ledger() {
    this(new LedgerState());
  }

  /** A target restored from a snapshot. */
  public Ledger(LedgerState state) {
    this.target = state.target();
    this.state = state;
  }

  /** What the aggregate knows. */
  public LedgerState state() {
    return state;
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RegisterTarget command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(DiscoverMigrations command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordSchema command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ObserveDrift command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SettleDrift command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ObserveEdits command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RefuseRun command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(StartRun command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordApplied command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordFailed command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(FinishRun command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(AcknowledgeEdit command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RetireMigration command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(EstablishBaseline command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ImportHistory command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PlanRecovery command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(CompleteRecovery command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(StartCapture command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(PlanRepair command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordExport command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(StopCapture command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(CompleteRepair command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ObserveDdl command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(DisownReceipt command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(SettleRestore command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RefuseRollback command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(StartRollback command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordRolledBack command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(RecordRollbackFailed command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ApproveMigration command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(WithdrawApproval command) {
    decide(command);
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void handle(ReviewException command) {
    decide(command);
  }

  private void decide(LedgerCommand command) {
    LedgerRules.decide(state, command).forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void on(LedgerEvent event) {
    state.evolve(event);
    if (event instanceof TargetRegistered registered) {
      target = registered.target();
    }
  }
}
