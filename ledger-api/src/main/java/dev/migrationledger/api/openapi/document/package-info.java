/**
 * The description of the service's API, as OpenAPI 3.1. Takes what each route says of itself, gives
 * one document, and refuses to be made when two things in it have the same name.
 */
package dev.migrationledger.api.openapi.document;
