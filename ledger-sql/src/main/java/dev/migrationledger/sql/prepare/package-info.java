/**
 * What the build does, and the program never: makes the parser's WebAssembly module ready to load.
 *
 * <p>Takes the npm package's module and what the engine's compiler made of it; gives the module
 * without function bodies, the register code of the functions too big for a JVM method, and the
 * true names of imports and exports, which the package has minified. Refuses a module that has
 * something it does not know: then the build stops. It is not in the jar.
 */
@NullMarked
package dev.migrationledger.sql.prepare;

import org.jspecify.annotations.NullMarked;
