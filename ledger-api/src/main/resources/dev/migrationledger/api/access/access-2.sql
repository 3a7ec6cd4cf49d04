CREATE INDEX access_log_of_principal ON ledger.access_log (principal, index);
CREATE INDEX access_log_of_action ON ledger.access_log (action, index);
CREATE INDEX access_log_of_credential ON ledger.access_log (credential, index);
DROP INDEX ledger.access_log_by_principal;
COMMENT ON COLUMN ledger.access_log.action IS 'read, sent (a command was), export-begun, login, login-refused, logout, token-created, token-rotated, token-revoked.';
UPDATE ledger.access_format SET format = 2;
