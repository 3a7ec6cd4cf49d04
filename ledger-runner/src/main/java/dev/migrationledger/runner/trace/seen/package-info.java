/** What a replay saw, as values: migrations, statements, locks, rewrites, objects and claims. */
package dev.migrationledger.runner.trace.seen;
