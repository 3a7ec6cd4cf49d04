/**
 * What answers are made of: evidence, points in time and durations that may be absent, and the one
 * way an answer becomes JSON. Field names and shapes are a contract: added to, never renamed.
 */
package dev.migrationledger.query.answer;
