/**
 * The command {@code lint}: reads scripts, holds them against the rules, and answers for people,
 * programs and code reviews. It needs no database.
 */
@NullMarked
package dev.migrationledger.runner.cli.lint;

import org.jspecify.annotations.NullMarked;
