ALTER TABLE ledger.access_log ADD COLUMN client text NOT NULL DEFAULT '';
COMMENT ON COLUMN ledger.access_log.client IS 'The network address that the request came from; empty for what the service does by itself, and in rows of formats 1 and 2.';
CREATE INDEX access_log_of_client ON ledger.access_log (client, index);
COMMENT ON COLUMN ledger.access_log.action IS 'read, sent (a command was), export-begun, login, login-refused, logout, token-refused, token-created, token-rotated, token-revoked.';
UPDATE ledger.access_format SET format = 3;
