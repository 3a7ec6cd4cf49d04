/**
 * Who may do what with the service: callers, scopes, and what is said to those who may not. Takes
 * nothing from anybody who has not been decided about.
 */
package dev.migrationledger.api.access;
