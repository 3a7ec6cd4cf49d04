/** What all catalogues of codes have in common. */
@NullMarked
package dev.migrationledger.runner.catalogue;

import org.jspecify.annotations.NullMarked;
