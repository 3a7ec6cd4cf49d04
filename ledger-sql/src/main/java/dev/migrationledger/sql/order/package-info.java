/**
 * Which migration needs which, and what cannot be in the order they have.
 *
 * <p>Takes the scripts of a set with the facts of their statements; gives a graph of declared and
 * derived dependencies, a safe order, and findings: circles, objects used before they are created
 * or after they are dropped, columns that a table never has, and objects created twice. It replays
 * the set in the order of its numbers on a catalog in memory, so it knows what the set itself
 * makes; an object that no script creates is supposed to be on the server, and nothing is said
 * about it. It never orders anything anew. The entry is {@link
 * dev.migrationledger.sql.order.Resolver#resolve}.
 */
@NullMarked
package dev.migrationledger.sql.order;

import org.jspecify.annotations.NullMarked;
