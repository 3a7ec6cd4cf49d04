/**
 * PostgreSQL's parse trees as small immutable values.
 *
 * <p>Takes libpg_query's JSON; gives nodes with the names of PostgreSQL's source (parsenodes.h),
 * and a fingerprint of them. As in the JSON, a field that is 0, false or empty is absent.
 */
@NullMarked
package dev.migrationledger.sql.tree;

import org.jspecify.annotations.NullMarked;
