/**
 * The ledger behind a service: what runner and service say to each other, and the runner's side of
 * it. Gives what a ledger in a database gives; refuses addresses that would show the token to
 * others, and a service that speaks of other things than this program.
 */
@NullMarked
package dev.migrationledger.runner.remote;

import org.jspecify.annotations.NullMarked;
