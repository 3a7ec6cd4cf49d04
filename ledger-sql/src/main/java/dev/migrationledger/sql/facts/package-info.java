/**
 * What statements create, alter, drop, read, write and use.
 *
 * <p>Takes a parsed script; gives a fact for each object and each statement, with names as written
 * and the schemas the server would search for them. It refuses nothing: nodes it does not know by
 * name are walked for the tables, types and functions below them, and what cannot be known, such as
 * dynamic SQL, is a fact of its own. It knows no catalog: whether an object exists is for others to
 * say. The entry is {@link dev.migrationledger.sql.facts.Facts#of}.
 */
@NullMarked
package dev.migrationledger.sql.facts;

import org.jspecify.annotations.NullMarked;
