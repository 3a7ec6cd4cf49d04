/**
 * Takes a question in plain words, gives the questions of the catalogue that it may be and what it
 * names: migrations, times, people, targets. A word that means nothing here is never passed over.
 */
package dev.migrationledger.query.ask.grammar;
