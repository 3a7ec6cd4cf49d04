/**
 * PostgreSQL's parser as it comes: libpg_query, compiled to WebAssembly, inside the JVM.
 *
 * <p>Takes UTF-8 bytes without NUL; gives libpg_query's JSON, or PostgreSQL's message with its
 * position. An instance belongs to one thread at a time, and one that failed is never used again.
 * What the JSON means is for {@code sql.parse}.
 */
@NullMarked
package dev.migrationledger.sql.wasm;

import org.jspecify.annotations.NullMarked;
