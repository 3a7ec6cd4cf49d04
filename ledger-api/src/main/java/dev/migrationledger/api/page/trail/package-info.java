/** The page that tells admins who did what with the service. */
package dev.migrationledger.api.page.trail;
