/** The commands that look at the schema of a target. */
@NullMarked
package dev.migrationledger.runner.cli.schema;

import org.jspecify.annotations.NullMarked;
