/** The programs that are measured beside the ledger: the floors, and peers by their API. */
@NullMarked
package dev.migrationledger.bench.program;

import org.jspecify.annotations.NullMarked;
