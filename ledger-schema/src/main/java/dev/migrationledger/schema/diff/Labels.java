package dev.migrationledger.schema.diff;

import dev.migrationledger.schema.SchemaSnapshot;
import dev.migrationledger.schema.object.CatalogKind;
import dev.migrationledger.schema.object.CatalogObject;

/** Labels of enums that have another name by now: the server writes them anew wherever they are. */
final class Labels {

  private Labels() {}

  static Wording in(SchemaSnapshot before, SchemaSnapshot after, Wording wording) {
    var all = wording;
    for (CatalogObject type : after.objects()) {
      if (type.key().kind() == CatalogKind.TYPE) {
        var old = before.find(type.key());
        if (old.isPresent()) {
          all = renamed(old.get(), type, all);
        }
      }
    }
    return all;
  }

  private static Wording renamed(CatalogObject old, CatalogObject now, Wording wording) {
    var was = old.texts("labels");
    var is = now.texts("labels");
    if (was.size() != is.size()) {
      return wording;
    }
    var all = wording;
    for (int i = 0; i < was.size(); i++) {
      if (!was.get(i).equals(is.get(i))) {
        all = all.and(was.get(i), is.get(i));
      }
    }
    return all;
  }
}
