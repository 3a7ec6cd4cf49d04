/**
 * Reconciles four sources (files, ledger, receipts, the target itself) into what a run will do.
 * Takes what each of them says, gives a plan and findings; runs nothing and records nothing.
 */
package dev.migrationledger.runner.plan;
