/**
 * DDL capture in a target and its way into the ledger. Takes a session and a ledger; gives what was
 * installed, found, collected or removed. Refuses without the rights it needs, and installs nothing
 * by halves. Event triggers see what the server shows them: {@link
 * dev.migrationledger.runner.watch.BlindSpot} lists the rest.
 */
package dev.migrationledger.runner.watch;
