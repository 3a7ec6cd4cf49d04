/**
 * Says what is wrong with a target that somebody inherited. Takes the folder, the histories in the
 * target, the ledger as far as there is one, git and the catalogs; gives findings, their root
 * causes with the evidence, and what to do. Changes and records nothing. A further examination is a
 * further {@link dev.migrationledger.runner.doctor.Check}.
 */
package dev.migrationledger.runner.doctor;
