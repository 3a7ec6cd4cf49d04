/** What commands share that replay migrations on an empty database. */
@NullMarked
package dev.migrationledger.runner.cli.shadow;

import org.jspecify.annotations.NullMarked;
