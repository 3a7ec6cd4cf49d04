/**
 * The page of one migration: its story, and the forms by which somebody who may approves it or
 * reviews broken glass. Offers a form only where the decision could be recorded.
 */
package dev.migrationledger.api.page.migration;
