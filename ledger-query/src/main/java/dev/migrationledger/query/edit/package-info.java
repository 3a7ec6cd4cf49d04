/**
 * Who changed a script after it ran: the read model {@code edit_history} and the edits answer.
 * Takes observed edits and what became of them, gives one row for each change of bytes.
 */
package dev.migrationledger.query.edit;
