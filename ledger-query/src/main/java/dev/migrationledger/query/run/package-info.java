/** What each invocation of the runner planned, did and left: the read model {@code run}. */
package dev.migrationledger.query.run;
