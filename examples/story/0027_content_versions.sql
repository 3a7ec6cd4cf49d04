CREATE TABLE content_versions (content_id bigint NOT NULL, version int NOT NULL, body text NOT NULL, PRIMARY KEY (content_id, version));
