/**
 * Draws which migration needs which: in layers, from what is needed on the left to what needs it on
 * the right, and never more than a reader can follow.
 */
package dev.migrationledger.api.page.graph;
