/**
 * Takes migrations back. Takes a folder, a target and its ledger; gives a plan with what every down
 * script was proved to do and what data goes with it, and carries it out from the highest migration
 * on. Refuses, before anything is executed, what is not proved or would not hold on this target.
 */
package dev.migrationledger.runner.rollback;
