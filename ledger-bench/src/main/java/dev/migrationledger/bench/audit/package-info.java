/**
 * Programs that measure the audit service on a long history: one fills a ledger and replays it, one
 * asks the running service with several clients at once. They run on the service's class path.
 */
@NullMarked
package dev.migrationledger.bench.audit;

import org.jspecify.annotations.NullMarked;
