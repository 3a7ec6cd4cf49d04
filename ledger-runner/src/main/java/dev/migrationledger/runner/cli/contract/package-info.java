/** The command {@code ledger contract}: holds the target against what an application requires. */
@NullMarked
package dev.migrationledger.runner.cli.contract;

import org.jspecify.annotations.NullMarked;
