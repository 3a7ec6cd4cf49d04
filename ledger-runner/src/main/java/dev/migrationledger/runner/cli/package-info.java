/**
 * The command line. Takes words, gives answers on stdout, logs on stderr and an exit code that says
 * what happened; the work is done by the rooms behind it.
 */
package dev.migrationledger.runner.cli;
