/**
 * What can be asked, as data: each question with the ways to ask it, what it takes and what its
 * answer holds. The documentation is made from it.
 */
package dev.migrationledger.query.ask.catalogue;
