/** The record of who did what with the service: what is read, and every change about access. */
package dev.migrationledger.api.access.trail;
