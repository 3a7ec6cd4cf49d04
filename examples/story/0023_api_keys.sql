CREATE TABLE api_keys (id uuid PRIMARY KEY, user_id bigint NOT NULL, digest bytea NOT NULL);
