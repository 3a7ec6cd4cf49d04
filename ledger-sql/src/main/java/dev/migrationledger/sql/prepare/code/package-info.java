/**
 * Register code: WebAssembly functions without its operand stack, between the module and the JVM.
 *
 * <p>{@code sql.prepare} makes it of the functions that are too big to be one JVM method, and
 * {@code sql.prepare.split} makes several JVM methods of it. Nothing of it is there at run time.
 */
@NullMarked
package dev.migrationledger.sql.prepare.code;

import org.jspecify.annotations.NullMarked;
