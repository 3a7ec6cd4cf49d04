/**
 * The schema that a folder of migrations makes: takes parsed scripts, runs them on an empty
 * database as the runner itself would, and gives the snapshot after each, from memory where the
 * same chain of scripts was replayed before. It proves down scripts by applying, rolling back and
 * comparing, and tells what is not the same twice. A statement that fails is a finding with its
 * place; what keeps a server from being used is a failure. The entry is {@link
 * dev.migrationledger.runner.shadow.ShadowReplay}.
 */
package dev.migrationledger.runner.shadow;
