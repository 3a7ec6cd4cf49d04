CREATE TABLE ledger.access_format (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  format integer NOT NULL CHECK (format > 0)
);
COMMENT ON TABLE ledger.access_format IS 'One row: the format of the tables about access to the audit service.';
COMMENT ON COLUMN ledger.access_format.one IS 'Always true, so that there is one row only.';
COMMENT ON COLUMN ledger.access_format.format IS 'The format; a program refuses a higher one than it knows.';
INSERT INTO ledger.access_format (format) VALUES (1);

CREATE TABLE ledger.access_token (
  id text PRIMARY KEY CHECK (id ~ '^[a-z2-7]{16}$'),
  name text NOT NULL CHECK (name <> ''),
  kind text NOT NULL CHECK (kind IN ('human', 'service')),
  scopes text[] NOT NULL CHECK (scopes <@ ARRAY['read', 'run', 'approve', 'admin']),
  targets text[] NOT NULL,
  secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
  former_hash bytea CHECK (octet_length(former_hash) = 32),
  former_until timestamptz,
  created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  created_by text NOT NULL,
  expires_at timestamptz,
  rotated_at timestamptz,
  revoked_at timestamptz,
  revoked_by text NOT NULL DEFAULT '',
  last_used_at timestamptz,
  CHECK ((former_hash IS NULL) = (former_until IS NULL)),
  CHECK ((revoked_at IS NULL) = (revoked_by = ''))
);
COMMENT ON TABLE ledger.access_token IS 'Tokens of the audit service. A secret is kept as its SHA-256 only: it cannot be shown again.';
COMMENT ON COLUMN ledger.access_token.id IS 'The part of the token that is no secret.';
COMMENT ON COLUMN ledger.access_token.name IS 'Whom it stands for: the actor of what is done with it.';
COMMENT ON COLUMN ledger.access_token.kind IS 'A person (human) or a machine account (service).';
COMMENT ON COLUMN ledger.access_token.scopes IS 'What it allows: read, run, approve, admin; none includes another.';
COMMENT ON COLUMN ledger.access_token.targets IS 'The targets that run is about; * for every one.';
COMMENT ON COLUMN ledger.access_token.secret_hash IS 'SHA-256 of the secret, which has 256 random bits.';
COMMENT ON COLUMN ledger.access_token.former_hash IS 'SHA-256 of the secret before the last rotation, while it is still good.';
COMMENT ON COLUMN ledger.access_token.former_until IS 'Until when the former secret is good.';
COMMENT ON COLUMN ledger.access_token.created_at IS 'When it was made, database clock.';
COMMENT ON COLUMN ledger.access_token.created_by IS 'Who made it.';
COMMENT ON COLUMN ledger.access_token.expires_at IS 'Until when it is good; null for ever.';
COMMENT ON COLUMN ledger.access_token.rotated_at IS 'When it last got a new secret, null if never.';
COMMENT ON COLUMN ledger.access_token.revoked_at IS 'When it was revoked, null if it was not.';
COMMENT ON COLUMN ledger.access_token.revoked_by IS 'Who revoked it.';
COMMENT ON COLUMN ledger.access_token.last_used_at IS 'When it was last used, to a quarter of an hour.';

CREATE TABLE ledger.access_log (
  index bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  happened_at timestamptz NOT NULL,
  action text NOT NULL,
  principal text NOT NULL,
  kind text NOT NULL,
  authenticated_by text NOT NULL,
  credential text NOT NULL,
  address text NOT NULL,
  status integer NOT NULL,
  as_of bigint NOT NULL
);
COMMENT ON TABLE ledger.access_log IS 'Who did what with the audit service, append-only. Not part of the Merkle tree.';
COMMENT ON COLUMN ledger.access_log.index IS 'Order of recording; gaps are possible.';
COMMENT ON COLUMN ledger.access_log.recorded_at IS 'When it was recorded, database clock.';
COMMENT ON COLUMN ledger.access_log.happened_at IS 'When it happened, clock of the service.';
COMMENT ON COLUMN ledger.access_log.action IS 'read, login, login-refused, logout, token-created, token-rotated, token-revoked.';
COMMENT ON COLUMN ledger.access_log.principal IS 'Who, empty when nobody was known.';
COMMENT ON COLUMN ledger.access_log.kind IS 'human, service, or empty.';
COMMENT ON COLUMN ledger.access_log.authenticated_by IS 'token, oidc, or empty.';
COMMENT ON COLUMN ledger.access_log.credential IS 'Id of the token, or of the JWT, that was used.';
COMMENT ON COLUMN ledger.access_log.address IS 'The address that was asked for, without secrets; or the token that was changed.';
COMMENT ON COLUMN ledger.access_log.status IS 'The status it was answered with.';
COMMENT ON COLUMN ledger.access_log.as_of IS 'Index of the last event when it was recorded, -1 when there was none.';
CREATE INDEX access_log_by_principal ON ledger.access_log (principal, happened_at);
CREATE INDEX access_log_by_time ON ledger.access_log (happened_at);

CREATE TRIGGER access_log_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.access_log
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER access_tokens_stay BEFORE DELETE OR TRUNCATE ON ledger.access_token
  FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER access_tokens_stay_revoked BEFORE UPDATE ON ledger.access_token
  FOR EACH ROW WHEN (OLD.revoked_at IS NOT NULL AND NEW.revoked_at IS DISTINCT FROM OLD.revoked_at)
  EXECUTE FUNCTION ledger.refuse_change();
ALTER TABLE ledger.access_log ENABLE ALWAYS TRIGGER access_log_is_append_only;
ALTER TABLE ledger.access_token ENABLE ALWAYS TRIGGER access_tokens_stay;
ALTER TABLE ledger.access_token ENABLE ALWAYS TRIGGER access_tokens_stay_revoked;

REVOKE ALL ON ledger.access_format, ledger.access_token, ledger.access_log FROM PUBLIC;

DO $$
BEGIN
  IF (SELECT r.rolsuper OR r.rolcreaterole FROM pg_catalog.pg_roles r WHERE r.rolname = current_user)
     AND NOT EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = 'ledger_service') THEN
    BEGIN
      CREATE ROLE ledger_service NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END IF;
  IF EXISTS (SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = 'ledger_service') THEN
    GRANT USAGE ON SCHEMA ledger TO ledger_service;
    GRANT SELECT ON ledger.access_format TO ledger_service;
    GRANT SELECT, INSERT, UPDATE ON ledger.access_token TO ledger_service;
    GRANT SELECT, INSERT ON ledger.access_log TO ledger_service;
  END IF;
END
$$;
