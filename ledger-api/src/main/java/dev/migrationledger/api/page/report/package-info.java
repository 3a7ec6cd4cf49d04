/** The page that reports are ordered on. */
package dev.migrationledger.api.page.report;
