CREATE SCHEMA IF NOT EXISTS ledger;
REVOKE ALL ON SCHEMA ledger FROM PUBLIC;
COMMENT ON SCHEMA ledger IS 'The append-only record of schema migrations. Written by Migration Ledger only; changing a row by hand breaks the proof.';

CREATE TABLE ledger.meta (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  format integer NOT NULL CHECK (format > 0),
  ledger_id uuid NOT NULL,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE ledger.meta IS 'One row: which ledger this is and in which format it is written.';
COMMENT ON COLUMN ledger.meta.one IS 'Always true, so that there is one row only.';
COMMENT ON COLUMN ledger.meta.format IS 'The format of the schema; a program refuses a higher one than it knows.';
COMMENT ON COLUMN ledger.meta.ledger_id IS 'The ledger''s identity, part of every entry.';
COMMENT ON COLUMN ledger.meta.created_at IS 'When the schema was made, database clock.';

CREATE TABLE ledger.head (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  size bigint NOT NULL CHECK (size >= 0),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  frontier bytea NOT NULL CHECK (octet_length(frontier) % 32 = 0)
) WITH (fillfactor = 10);
COMMENT ON TABLE ledger.head IS 'One row: size and root of the Merkle tree. Every append locks it, which makes the indexes gap-free in commit order.';
COMMENT ON COLUMN ledger.head.one IS 'Always true, so that there is one row only.';
COMMENT ON COLUMN ledger.head.size IS 'How many entries there are; the next entry''s index.';
COMMENT ON COLUMN ledger.head.root IS 'Root of the Merkle tree (RFC 6962) over all entries.';
COMMENT ON COLUMN ledger.head.frontier IS 'Roots of the perfect subtrees, largest first: what the next root is computed from.';
INSERT INTO ledger.head (size, root, frontier) VALUES (0, sha256(''), '');

CREATE TABLE ledger.entry (
  index bigint PRIMARY KEY CHECK (index >= 0),
  event_id uuid NOT NULL UNIQUE,
  aggregate_type text NOT NULL,
  target text NOT NULL,
  sequence bigint NOT NULL CHECK (sequence >= 0),
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  payload_type text NOT NULL,
  payload_revision text NOT NULL,
  payload bytea NOT NULL,
  metadata bytea NOT NULL,
  entry bytea NOT NULL CHECK (octet_length(entry) < 65536),
  leaf bytea NOT NULL CHECK (octet_length(leaf) = 32),
  root bytea NOT NULL CHECK (octet_length(root) = 32),
  UNIQUE (target, sequence)
);
COMMENT ON TABLE ledger.entry IS 'The events, append-only.';
COMMENT ON COLUMN ledger.entry.index IS 'Place in the whole log, from 0, without gaps, in commit order.';
COMMENT ON COLUMN ledger.entry.event_id IS 'The event''s own id.';
COMMENT ON COLUMN ledger.entry.aggregate_type IS 'The kind of aggregate: Ledger.';
COMMENT ON COLUMN ledger.entry.target IS 'The target it happened on: the aggregate''s identity.';
COMMENT ON COLUMN ledger.entry.sequence IS 'Place among the target''s events, from 0, without gaps.';
COMMENT ON COLUMN ledger.entry.occurred_at IS 'When it happened, clock of the program that reports it.';
COMMENT ON COLUMN ledger.entry.recorded_at IS 'When it was recorded, clock of this database.';
COMMENT ON COLUMN ledger.entry.payload_type IS 'What happened, e.g. MigrationApplied.';
COMMENT ON COLUMN ledger.entry.payload_revision IS 'The revision of the payload''s shape.';
COMMENT ON COLUMN ledger.entry.payload IS 'The event, JSON in UTF-8.';
COMMENT ON COLUMN ledger.entry.metadata IS 'Its origin (actor, pipeline, correlation, program), JSON in UTF-8.';
COMMENT ON COLUMN ledger.entry.entry IS 'Canonical JSON (RFC 8785) with all other columns, payload and metadata as SHA-256: what the leaf is the hash of.';
COMMENT ON COLUMN ledger.entry.leaf IS 'SHA-256(0x00 || entry).';
COMMENT ON COLUMN ledger.entry.root IS 'Root of the Merkle tree of size index + 1: makes the first bad index nameable.';

CREATE TABLE ledger.content (
  commitment bytea PRIMARY KEY CHECK (octet_length(commitment) = 32),
  salt bytea,
  body bytea,
  erased_at timestamptz,
  CHECK ((erased_at IS NULL) = (body IS NOT NULL)),
  CHECK ((erased_at IS NULL) = (salt IS NOT NULL))
);
COMMENT ON TABLE ledger.content IS 'Texts that events commit to, and that may be erased without breaking a proof.';
COMMENT ON COLUMN ledger.content.commitment IS 'SHA-256(salt || body): what events name.';
COMMENT ON COLUMN ledger.content.salt IS 'Random, so that a short text cannot be guessed; null when erased.';
COMMENT ON COLUMN ledger.content.body IS 'The text, UTF-8; null when erased.';
COMMENT ON COLUMN ledger.content.erased_at IS 'When the text was erased, null while it is there.';

CREATE TABLE ledger.snapshot (
  target text PRIMARY KEY,
  sequence bigint NOT NULL CHECK (sequence >= 0),
  taken_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  image bytea NOT NULL
);
COMMENT ON TABLE ledger.snapshot IS 'Derived: the state of a target up to a sequence, so that loading stays fast. May be emptied at any time.';
COMMENT ON COLUMN ledger.snapshot.target IS 'The target.';
COMMENT ON COLUMN ledger.snapshot.sequence IS 'The last event that is in the image.';
COMMENT ON COLUMN ledger.snapshot.taken_at IS 'When it was taken, database clock.';
COMMENT ON COLUMN ledger.snapshot.image IS 'The state, JSON in UTF-8.';

CREATE FUNCTION ledger.refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is append-only: % on ledger.% is refused', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'insufficient_privilege',
          HINT = 'What is recorded stays. Record a correction with a command of its own.';
END
$$;
COMMENT ON FUNCTION ledger.refuse_change() IS 'Refuses what would change recorded history.';
REVOKE ALL ON FUNCTION ledger.refuse_change() FROM PUBLIC;

CREATE TRIGGER entry_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER head_stays BEFORE DELETE OR TRUNCATE ON ledger.head
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER head_only_grows BEFORE UPDATE ON ledger.head
  FOR EACH ROW WHEN (NEW.size < OLD.size) EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER content_stays BEFORE DELETE OR TRUNCATE ON ledger.content
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER content_is_only_erased BEFORE UPDATE ON ledger.content
  FOR EACH ROW WHEN (NOT (OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL AND NEW.commitment = OLD.commitment))
  EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER meta_stays BEFORE DELETE OR TRUNCATE ON ledger.meta
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER meta_keeps_identity BEFORE UPDATE ON ledger.meta
  FOR EACH ROW WHEN (NEW.ledger_id <> OLD.ledger_id OR NEW.format < OLD.format)
  EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.entry ENABLE ALWAYS TRIGGER entry_is_append_only;
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER head_stays;
ALTER TABLE ledger.head ENABLE ALWAYS TRIGGER head_only_grows;
ALTER TABLE ledger.content ENABLE ALWAYS TRIGGER content_stays;
ALTER TABLE ledger.content ENABLE ALWAYS TRIGGER content_is_only_erased;
ALTER TABLE ledger.meta ENABLE ALWAYS TRIGGER meta_stays;
ALTER TABLE ledger.meta ENABLE ALWAYS TRIGGER meta_keeps_identity;

REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM PUBLIC;

DO $$
DECLARE
  may_create boolean := (SELECT r.rolsuper OR r.rolcreaterole FROM pg_catalog.pg_roles r WHERE r.rolname = current_user);
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['ledger_reader', 'ledger_writer'] LOOP
    IF may_create AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = name) THEN
      BEGIN
        EXECUTE pg_catalog.format('CREATE ROLE %I NOLOGIN', name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL;
      END;
    END IF;
    IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = name) THEN
      EXECUTE pg_catalog.format('GRANT USAGE ON SCHEMA ledger TO %I', name);
      EXECUTE pg_catalog.format('GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO %I', name);
    END IF;
  END LOOP;
  IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = 'ledger_writer') THEN
    GRANT INSERT ON ledger.entry, ledger.content TO ledger_writer;
    GRANT UPDATE (size, root, frontier) ON ledger.head TO ledger_writer;
    GRANT INSERT, UPDATE ON ledger.snapshot TO ledger_writer;
  END IF;
END
$$;
