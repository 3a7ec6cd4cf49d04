package dev.migrationledger.runner.cli.schema;

import dev.migrationledger.runner.cli.UsageProblem;
import dev.migrationledger.runner.workspace.Workspace;
import dev.migrationledger.schema.ddl.Ddl;
import dev.migrationledger.sql.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** The file of a migration that makes what somebody made by hand. */
record AdoptedFile(Workspace workspace, String name) {

  AdoptedFile {
    if (!name.matches("\\d{4}_[a-z0-9_]+(\\.sql)?")) {
      throw new UsageProblem(
          "\"%s\" is no name of a migration; write it as 0041_lower_case_words. Nothing was done."
              .formatted(name));
    }
    name = name.endsWith(".sql") ? name : name + ".sql";
  }

  void write(Ddl ddl) {
    var text = new StringBuilder();
    text.append("-- Made by hand on target \"")
        .append(workspace.target().replaceAll("\\R", " "))
        .append("\" first. Where it is already, the statements do nothing.\n");
    if (ddl.script().contains(SecretText.MARK)) {
      text.append("-- BY HAND: secrets are not kept; where *** stands, something was left out.\n");
    }
    text.append('\n').append(ddl.script());
    var file = workspace.migrations().resolve(name);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new UsageProblem(name + " is there already. Nothing was done.");
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be written. Nothing was done.", e);
    }
  }
}
