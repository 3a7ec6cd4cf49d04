/**
 * Takes a question that was understood, reads the read models, and gives a sentence, the rows
 * behind it and the events it rests on.
 */
package dev.migrationledger.query.ask.reply;
