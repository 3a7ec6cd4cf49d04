/**
 * Reading SQL as PostgreSQL does.
 *
 * <p>Takes the bytes of a script and gives its statements one by one, with the rows of {@code COPY
 * … FROM STDIN} as a stream, both checksums of the bytes and the comments of the header. It follows
 * PostgreSQL's lexical structure (PostgreSQL 18 docs, 4.1; {@code standard_conforming_strings} on)
 * in constant memory: only the current statement is held. It refuses, with line and column, what no
 * server could be sent: text that never ends, psql meta-commands, bytes that are not UTF-8.
 * Everything else, syntax errors too, is for the server to judge. The entry is {@link
 * dev.migrationledger.sql.StatementReader#next}.
 */
@NullMarked
package dev.migrationledger.sql;

import org.jspecify.annotations.NullMarked;
