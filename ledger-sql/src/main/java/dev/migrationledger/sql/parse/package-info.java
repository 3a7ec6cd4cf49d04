/**
 * What a script's statements are, told by PostgreSQL's own parser (18).
 *
 * <p>Takes a script; gives its statements with start, end and parse tree, the bodies of functions
 * and DO blocks included, and every syntax error in PostgreSQL's words with line, column and the
 * line itself. It finds the statements with {@link dev.migrationledger.sql.StatementReader} and
 * parses them one by one, so that one error hides no other. It refuses nothing by itself, and knows
 * no names: whether a table exists is for others to say. The entry is {@link
 * dev.migrationledger.sql.parse.PostgresSql#parse}.
 */
@NullMarked
package dev.migrationledger.sql.parse;

import org.jspecify.annotations.NullMarked;
