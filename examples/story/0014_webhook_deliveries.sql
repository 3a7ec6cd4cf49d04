CREATE TABLE webhook_deliveries (id bigint PRIMARY KEY, webhook_id bigint NOT NULL, status int NOT NULL);
