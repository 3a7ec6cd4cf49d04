/**
 * The public face of the read side. Takes a question, gives an answer that covers everything
 * committed before it, with the index it covers; refuses to answer from a read model that stopped.
 */
package dev.migrationledger.query;
