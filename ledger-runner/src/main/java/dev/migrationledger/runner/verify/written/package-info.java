/**
 * What a script writes beyond the shapes of objects, held against the catalogs when it has run:
 * defaults, the columns of views, privileges and owners, and what it left without a use.
 *
 * <p>Takes claims of scripts; gives what is not so. It asks one question more than the look at the
 * shapes does, only for a script that has such claims, and again where something looks different; a
 * difference that the server cannot decide is none. The entry is {@link
 * dev.migrationledger.runner.verify.written.WrittenLook}.
 */
@NullMarked
package dev.migrationledger.runner.verify.written;

import org.jspecify.annotations.NullMarked;
