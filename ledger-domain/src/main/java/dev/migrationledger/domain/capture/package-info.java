/**
 * DDL on a target as its capture saw it, and how sound the capture was. Nothing here knows how the
 * capture works.
 */
package dev.migrationledger.domain.capture;
