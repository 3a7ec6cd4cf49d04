/**
 * The lifecycle steps a ledger records. Names and fields are frozen: a stored event is read for
 * ever, a changed shape is a new revision with an upcaster. The family is sealed, so one package
 * holds it.
 */
package dev.migrationledger.domain.event;
