/**
 * What routes say of themselves: what they take, give and refuse. The document that is made of it
 * is in {@code document}.
 */
package dev.migrationledger.api.openapi;
