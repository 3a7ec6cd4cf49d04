CREATE TABLE invoices (id bigint PRIMARY KEY, user_id bigint NOT NULL, amount_cents int NOT NULL);
