package dev.migrationledger.domain.origin;

import java.util.List;

/**
 * Who is one person: by what their signatures share, and because somebody said so.
 *
 * @param named the names and addresses of one person each, where they would be taken for several
 */
public record Persons(List<List<String>> named) {

  /** Nobody but by their signatures. */
  public static final Persons AS_SIGNED = new Persons(List.of());

  public Persons {
    named = named.stream().map(List::copyOf).toList();
  }

  /**
   * Whether two signatures, each {@code Name <address>}, a name or an address, are one person's.
   */
  public boolean isSame(String one, String other) {
    return Identity.isSame(one, other) || isSaid(one, other);
  }

  /** Whether somebody said so, which no rule of the ledger can know by itself. */
  public boolean isSaid(String one, String other) {
    return named.stream().anyMatch(names -> isOneOf(names, one) && isOneOf(names, other));
  }

  private static boolean isOneOf(List<String> names, String signature) {
    return names.stream().anyMatch(name -> Identity.isSame(name, signature));
  }
}
