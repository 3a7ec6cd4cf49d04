/**
 * Lint findings as a project means them: takes what the rules found, what {@code ledger.yaml} says
 * about severities and exceptions, and how large the target's tables are; gives judged findings. It
 * refuses settings that name no rule. The entries are {@link
 * dev.migrationledger.runner.lint.LintPolicy} and, for scripts that are pending, {@link
 * dev.migrationledger.runner.lint.PendingLint}.
 */
package dev.migrationledger.runner.lint;
