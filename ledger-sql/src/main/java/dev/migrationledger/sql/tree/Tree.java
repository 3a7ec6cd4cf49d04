package dev.migrationledger.sql.tree;

import java.util.List;
import java.util.Objects;

/** A part of a parse tree. */
public sealed interface Tree permits Node, Tree.Many, Tree.Text, Tree.Whole, Tree.Flag {

  /** A list. */
  record Many(List<Tree> items) implements Tree {

    public Many {
      items = List.copyOf(items);
    }
  }

  /** A string, or the name of an enumeration's value, or a number with a fraction. */
  record Text(String value) implements Tree {

    public Text {
      Objects.requireNonNull(value, "value");
    }
  }

  /** A whole number. */
  record Whole(long value) implements Tree {}

  /** Yes or no. */
  record Flag(boolean value) implements Tree {}
}
