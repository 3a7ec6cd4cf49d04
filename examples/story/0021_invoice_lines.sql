CREATE TABLE invoice_lines (invoice_id bigint NOT NULL, line int NOT NULL, what text NOT NULL, PRIMARY KEY (invoice_id, line));
