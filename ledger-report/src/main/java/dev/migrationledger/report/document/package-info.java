/** A report as headings, paragraphs and grids, whatever format it will have. */
package dev.migrationledger.report.document;
