package dev.migrationledger.schema.contract.check;

import dev.migrationledger.schema.contract.rule.RelationKind;
import dev.migrationledger.schema.object.CatalogObject;
import java.util.List;
import java.util.SequencedMap;

/** A table or view that there is, in the words of a contract. */
public record LiveTable(
    CatalogObject object,
    RelationKind kind,
    SequencedMap<String, Column> columns,
    List<UniqueKey> keys,
    List<ForeignKey> foreignKeys,
    List<Index> indexes) {

  /**
   * A column that there is.
   *
   * @param type as the server writes it
   * @param baseType of a domain the type it is made of, else the type
   * @param notNull whether it, or its domain, refuses NULL
   */
  public record Column(
      String type,
      String baseType,
      boolean notNull,
      String defaultValue,
      String identity,
      boolean generated) {}

  /** Columns that are unique together. */
  public record UniqueKey(String name, List<String> columns, boolean primary) {}

  /** A foreign key that there is. */
  public record ForeignKey(
      String name, List<String> columns, String references, List<String> to, boolean validated) {}

  /** An index that there is; {@code unfit} says why it does not count, empty when it does. */
  public record Index(
      String name, List<String> elements, boolean unique, String method, String unfit) {}
}
