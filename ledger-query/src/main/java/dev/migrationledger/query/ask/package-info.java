/**
 * Audit questions in plain words. Takes a question, gives one sentence, the rows behind it and the
 * events it rests on; what it does not understand gets the nearest questions, never a guess.
 */
package dev.migrationledger.query.ask;
