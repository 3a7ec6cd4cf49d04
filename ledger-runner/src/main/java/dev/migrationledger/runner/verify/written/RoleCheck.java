package dev.migrationledger.runner.verify.written;

import dev.migrationledger.schema.object.Identifiers;
import dev.migrationledger.sql.claim.Claim;
import dev.migrationledger.sql.claim.Claim.Right;
import java.util.ArrayList;
import java.util.List;

/** Holds what is claimed of roles against the catalogs; of roles that are gone nothing is told. */
final class RoleCheck {

  private static final String MEMBER = "MEMBER";

  private RoleCheck() {}

  static List<Told> told(Claim.Membership claim, List<List<String>> rows) {
    var is = rows.stream().filter(row -> row.get(1).equals("right")).toList();
    if (WrittenCheck.first(rows, "there").isEmpty()
        || Rights.differ(claim.right(), MEMBER, is).isEmpty()) {
      return List.of();
    }
    var granted = Identifiers.quoted(claim.object().written());
    var words =
        switch (claim.right()) {
          case GRANTED -> "membership in %s is granted by the script, and is not there";
          case GRANTABLE -> "membership in %s is granted with admin option, and that is not there";
          case REVOKED -> "membership in %s is revoked by the script, and is still there";
          case NOT_GRANTABLE -> "the admin option for %s is revoked, and is still there";
        };
    return List.of(
        new Told(
            Told.Sort.RIGHT,
            claim.place(),
            "role %s: %s%s"
                .formatted(
                    Identifiers.quoted(claim.member()),
                    words.formatted(granted),
                    claim.right() == Right.REVOKED || claim.right() == Right.NOT_GRANTABLE
                        ? Rights.grantors(is)
                        : "")));
  }

  static List<Told> told(Claim.Defaults claim, List<List<String>> rows) {
    var told = new ArrayList<Told>();
    if (WrittenCheck.first(rows, "there").isEmpty()) {
      return told;
    }
    claim
        .rights()
        .forEach((privilege, said) -> {
          var held =
              rows.stream()
                  .filter(row -> row.get(1).equals("right") && row.get(2).equals(privilege))
                  .map(row -> privilege + (row.get(3).equals("true") ? "*" : ""))
                  .toList();
          if (!Rights.hold(said.right(), privilege, held)) {
            var inVain = isInVain(claim, said.right());
            told.add(
                new Told(
                    inVain ? Told.Sort.IN_VAIN : Told.Sort.RIGHT,
                    said.place(),
                    "%s on %s that %s makes%s: %s%s"
                        .formatted(
                            claim.grantee().isEmpty()
                                ? "PUBLIC"
                                : "role " + Identifiers.quoted(claim.grantee()),
                            objects(claim),
                            maker(claim),
                            claim.schema().isEmpty()
                                ? ""
                                : " in schema " + Identifiers.quoted(claim.schema()),
                            Rights.contrary(said.right(), privilege),
                            inVain
                                ? "; in a schema default privileges only add to those of all schemas"
                                : "")));
          }
        });
    return told;
  }

  private static boolean isInVain(Claim.Defaults claim, Right said) {
    return !claim.schema().isEmpty() && (said == Right.REVOKED || said == Right.NOT_GRANTABLE);
  }

  private static String maker(Claim.Defaults claim) {
    var name = claim.object().parts().getFirst();
    return name.isEmpty() ? "this role" : "role " + Identifiers.quoted(name);
  }

  private static String objects(Claim.Defaults claim) {
    return switch (claim.sort()) {
      case 'r' -> "tables";
      case 'S' -> "sequences";
      case 'f' -> "routines";
      case 'T' -> "types";
      default -> "schemas";
    };
  }
}
