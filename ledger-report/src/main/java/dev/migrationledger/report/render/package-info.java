/** Documents and grids as HTML, Markdown and CSV; what they hold is hostile text. */
package dev.migrationledger.report.render;
