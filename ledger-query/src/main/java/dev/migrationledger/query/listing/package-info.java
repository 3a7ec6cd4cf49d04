/**
 * Lists as values: which rows of a read model, narrowed by which parameters, in which order, a page
 * at a time. A page begins after a row and not at a count, so that rows which come in between move
 * nothing. Refuses a value that cannot be understood and says what would be.
 */
package dev.migrationledger.query.listing;
