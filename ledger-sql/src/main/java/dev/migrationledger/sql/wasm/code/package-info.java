/**
 * Running the few WebAssembly functions that are too big for a JVM method.
 *
 * <p>Takes the register code that {@code sql.prepare} made of them at build time, and runs it; the
 * interpreter of the WebAssembly engine takes twenty times as long, because it enters and leaves
 * some seven hundred nested blocks of a big {@code switch} each time. All other functions are JVM
 * bytecode and stay with the engine.
 */
@NullMarked
package dev.migrationledger.sql.wasm.code;

import org.jspecify.annotations.NullMarked;
