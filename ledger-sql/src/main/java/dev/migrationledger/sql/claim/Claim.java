package dev.migrationledger.sql.claim;

import dev.migrationledger.sql.Place;
import dev.migrationledger.sql.facts.ObjectKind;
import dev.migrationledger.sql.facts.ObjectName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One thing that a script writes of an object that is there when it has run. */
public sealed interface Claim {

  /** The object it is about; of a column, its table. */
  ObjectName object();

  /** What a column gets when no value is given. */
  enum Source {
    /** NULL, or what its type says. */
    NOTHING,
    /** DEFAULT. */
    DEFAULT,
    /** GENERATED ALWAYS AS (expression). */
    GENERATED,
    /** GENERATED AS IDENTITY. */
    IDENTITY,
    /** A sequence that the server makes: {@code serial}. */
    SEQUENCE
  }

  /**
   * How a column gets its value when none is given.
   *
   * @param object its table
   * @param written the expression; {@link Written#NONE} where there is none, or none can be told
   * @param lenient whether the statement is passed over when the column is there already
   */
  record Column(
      ObjectName object,
      String column,
      Source source,
      Written written,
      Place place,
      boolean lenient)
      implements Claim {
    public Column {
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(source, "source");
      Objects.requireNonNull(written, "written");
      Objects.requireNonNull(place, "place");
    }
  }

  /**
   * The columns of a view.
   *
   * @param columns in their order; empty for one that the server names, none when their number is
   *     open
   * @param query of one that may be passed over; else {@link Written#NONE}: the server has taken it
   * @param lenient whether the statement is passed over when the view is there already
   */
  record View(ObjectName object, List<String> columns, Written query, Place place, boolean lenient)
      implements Claim {
    public View {
      Objects.requireNonNull(object, "object");
      columns = List.copyOf(columns);
      Objects.requireNonNull(query, "query");
      Objects.requireNonNull(place, "place");
    }
  }

  /** Who owns it. */
  record Owner(ObjectKind kind, ObjectName object, String role, Place place) implements Claim {
    public Owner {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(role, "role");
      Objects.requireNonNull(place, "place");
    }
  }

  /** What a grant or its taking back leaves of one privilege. */
  enum Right {
    GRANTED,
    GRANTABLE,
    REVOKED,
    NOT_GRANTABLE
  }

  /** One privilege, and the words that say so last. */
  record Said(Right right, Place place) {
    public Said {
      Objects.requireNonNull(right, "right");
      Objects.requireNonNull(place, "place");
    }
  }

  /**
   * Whether a role is a member of another.
   *
   * @param object the role that is granted
   * @param right of {@link Right#GRANTABLE} and {@link Right#NOT_GRANTABLE} the admin option
   */
  record Membership(ObjectName object, String member, Right right, Place place) implements Claim {
    public Membership {
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(member, "member");
      Objects.requireNonNull(right, "right");
      Objects.requireNonNull(place, "place");
    }
  }

  /**
   * The privileges that objects will have which a role makes from then on.
   *
   * @param object that role; without a name the one that runs the script
   * @param schema they are made in; empty for any
   * @param sort of the objects, by the letter of {@code pg_default_acl.defaclobjtype}
   * @param grantee empty for PUBLIC
   * @param rights by privilege, in upper case
   */
  record Defaults(
      ObjectName object, String schema, char sort, String grantee, Map<String, Said> rights)
      implements Claim {
    public Defaults {
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(schema, "schema");
      Objects.requireNonNull(grantee, "grantee");
      rights = java.util.Collections.unmodifiableMap(new TreeMap<>(rights));
    }
  }

  /**
   * The privileges of one grantee on one object.
   *
   * @param kind of the object; of {@link #every} objects, of each
   * @param object the object; of {@link #every} objects, their schema
   * @param every whether it is about all objects of that kind in the schema
   * @param column of a table; empty for the whole
   * @param grantee empty for PUBLIC
   * @param rights by privilege, in upper case
   */
  record Privileges(
      ObjectKind kind,
      ObjectName object,
      boolean every,
      String column,
      String grantee,
      Map<String, Said> rights)
      implements Claim {
    public Privileges {
      Objects.requireNonNull(kind, "kind");
      Objects.requireNonNull(object, "object");
      Objects.requireNonNull(column, "column");
      Objects.requireNonNull(grantee, "grantee");
      rights = java.util.Collections.unmodifiableMap(new TreeMap<>(rights));
    }
  }
}
