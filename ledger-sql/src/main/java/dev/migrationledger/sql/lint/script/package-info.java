/**
 * A script as the lint's checks see it.
 *
 * <p>Takes a script's bytes and PostgreSQL's parser; gives its statements, those inside DO blocks
 * among them, each with what the script did before and after it. It refuses nothing: what does not
 * parse is told beside.
 */
@NullMarked
package dev.migrationledger.sql.lint.script;

import org.jspecify.annotations.NullMarked;
