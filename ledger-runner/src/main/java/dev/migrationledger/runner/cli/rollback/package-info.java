/** {@code rollback}: shows what would be taken back, asks, and says how it went. */
package dev.migrationledger.runner.cli.rollback;
