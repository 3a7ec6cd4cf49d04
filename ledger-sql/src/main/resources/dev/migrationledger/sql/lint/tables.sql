CREATE ROLE reporting;
CREATE TYPE state AS ENUM ('new', 'paid');
CREATE DOMAIN percentage AS integer;
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email text,
  region text,
  CONSTRAINT customers_email_given CHECK (email IS NOT NULL) NOT VALID
);
CREATE TABLE orders (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  customer_id bigint,
  state state,
  total integer,
  note varchar(40),
  placed_on text
);
CREATE INDEX orders_total ON orders (total);
CREATE TABLE discounts (id bigint PRIMARY KEY, value percentage);
CREATE VIEW regions AS SELECT DISTINCT region FROM customers;
CREATE MATERIALIZED VIEW totals AS
  SELECT customer_id, sum(total) AS total FROM orders GROUP BY customer_id;
CREATE UNIQUE INDEX totals_customer_id ON totals (customer_id);
CREATE TABLE events (at timestamptz NOT NULL, what text) PARTITION BY RANGE (at);
CREATE TABLE events_2025 PARTITION OF events
  FOR VALUES FROM ('2025-01-01 00:00:00+00') TO ('2026-01-01 00:00:00+00');
CREATE TABLE events_2026 (
  LIKE events,
  CONSTRAINT events_2026_range
    CHECK (at >= '2026-01-01 00:00:00+00' AND at < '2027-01-01 00:00:00+00') NOT VALID
);
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
INSERT INTO customers (name, email) VALUES ('Ann', 'ann@example.com');
INSERT INTO orders (customer_id, state, total, note, placed_on)
  VALUES (1, 'new', 10, 'first', '2026-01-01');
INSERT INTO discounts VALUES (1, 10);
