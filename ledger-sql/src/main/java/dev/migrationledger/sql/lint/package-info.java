/**
 * Rules about migrations, as data.
 *
 * <p>Takes a script and gives findings: what a statement locks, rewrites, loses or gives away,
 * where, and what to write instead. The rules stand in the {@code .rules} files beside these
 * classes, each with its examples; the code that recognises what a rule is about is in {@code
 * lint.check}. It refuses nothing and asks no database: whether a table is large is not known here.
 * The entry is {@link dev.migrationledger.sql.lint.Lint#check}.
 */
@NullMarked
package dev.migrationledger.sql.lint;

import org.jspecify.annotations.NullMarked;
