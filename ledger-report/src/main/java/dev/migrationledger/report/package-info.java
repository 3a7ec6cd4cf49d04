/** Reports for audits and post-mortems: what they say, apart from the format they are given in. */
package dev.migrationledger.report;
