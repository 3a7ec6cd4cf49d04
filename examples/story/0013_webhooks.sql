CREATE TABLE webhooks (id bigint PRIMARY KEY, url text NOT NULL);
