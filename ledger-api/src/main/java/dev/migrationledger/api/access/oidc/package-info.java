/** Callers by JWTs of an issuer that the service is told to trust. */
package dev.migrationledger.api.access.oidc;
