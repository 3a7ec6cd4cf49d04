/**
 * Who wrote and changed a file. Takes files and checksums; gives authors and changes from git's
 * history, or the file's owner and time where git does not know the bytes. Never refuses: what
 * cannot be read becomes a note and a weaker source, so no deploy fails for want of an author. The
 * repository is only read, by no other program and with no setting from outside the repository.
 */
@NullMarked
package dev.migrationledger.runner.attribution;

import org.jspecify.annotations.NullMarked;
