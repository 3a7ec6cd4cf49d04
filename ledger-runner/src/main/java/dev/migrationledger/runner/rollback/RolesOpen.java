package dev.migrationledger.runner.rollback;

import dev.migrationledger.domain.run.Finding;
import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogObject;
import dev.migrationledger.schema.object.ObjectKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What cannot be foretold of the owners and grants of objects that down scripts make anew.
 *
 * @param owners the roles one of which shall own an object, where they are several
 * @param grants the objects whose grants follow default privileges that the replay does not have
 */
public record RolesOpen(Map<ObjectKey, Set<String>> owners, Set<ObjectKey> grants) {

  private static final Set<String> OF_GRANTS = Set.of("grants", "revokes");
  private static final int NAMED = 5;

  public RolesOpen {
    owners = Map.copyOf(owners);
    grants = Set.copyOf(grants);
  }

  /** Of one down script, after those that ran before it. */
  RolesOpen and(SchemaSnapshot from, SchemaSnapshot to, ReplayRoles roles) {
    var allOwners = new HashMap<>(owners);
    var allGrants = new HashSet<>(grants);
    for (var key : Expected.ownedAnew(from, to)) {
      var object = to.find(key).orElseThrow();
      var may = roles.owners(object);
      if (!object.text("owner").isEmpty() && may.size() > 1) {
        allOwners.put(key, may);
      }
      if (!roles.sameDefaults()) {
        allGrants.add(key);
      }
    }
    return new RolesOpen(allOwners, allGrants);
  }

  /** A schema without all that cannot be compared. */
  SchemaSnapshot without(SchemaSnapshot snapshot) {
    return owners.isEmpty() && grants.isEmpty()
        ? snapshot
        : SchemaSnapshot.of(snapshot.objects().stream().map(this::without).toList());
  }

  private CatalogObject without(CatalogObject object) {
    var attributes = new TreeMap<>(object.attributes());
    if (owners.containsKey(object.key())) {
      attributes.remove("owner");
    }
    if (grants.contains(object.key())) {
      attributes.keySet().removeAll(OF_GRANTS);
    }
    return new CatalogObject(object.key(), attributes);
  }

  /** The objects that none of the roles owns which own such things here. */
  List<String> strangers(SchemaSnapshot live) {
    var lines = new ArrayList<String>();
    owners.forEach((key, may) ->
        live.find(key)
            .map(object -> object.text("owner"))
            .filter(owner -> !may.contains(owner))
            .ifPresent(owner ->
                lines.add(
                    "%s: owner is %s instead of one of %s"
                        .formatted(key, owner, String.join(", ", new TreeSet<>(may))))));
    lines.sort(null);
    return lines;
  }

  /** What is told before anything runs. */
  List<Finding> findings() {
    var findings = new ArrayList<Finding>();
    if (!owners.isEmpty()) {
      var roles = owners.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
      findings.add(
          RollbackCode.NOT_COMPARED.of(
              "",
              "the owner of %s cannot be foretold: %s own what the migrations make; it is only"
                      .formatted(some(owners.keySet()), String.join(", ", new TreeSet<>(roles)))
                  + " looked whether it is one of them"));
    }
    if (!grants.isEmpty()) {
      findings.add(
          RollbackCode.NOT_COMPARED.of(
              "",
              "the grants of %s are not compared: default privileges are not those of the replay"
                  .formatted(some(grants))));
    }
    return findings;
  }

  private static String some(Set<ObjectKey> keys) {
    var names = keys.stream().map(ObjectKey::toString).sorted().toList();
    var shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
    return names.size() > NAMED ? shown + " and %d more".formatted(names.size() - NAMED) : shown;
  }
}
