/**
 * Who runs this program. Takes an option, the environment and the operating system's user; gives an
 * actor and, in a pipeline, its context. Refuses nothing: every value is foreign text, so it is
 * cleaned, bounded and never interpreted, and no variable that holds a token is read.
 */
@NullMarked
package dev.migrationledger.runner.actor;

import org.jspecify.annotations.NullMarked;
