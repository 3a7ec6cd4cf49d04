-- @@
CREATE ROLE facts_reader
-- @@
CREATE SCHEMA app CREATE TABLE inside (id int PRIMARY KEY) CREATE VIEW seen AS SELECT id FROM inside
-- @@
CREATE TABLE users (id bigserial PRIMARY KEY, email text UNIQUE, age int CHECK (age > 0), "Strange name" int)
-- @@
CREATE TABLE IF NOT EXISTS users (id int)
-- @@
CREATE TABLE app.orders (id int GENERATED ALWAYS AS IDENTITY, user_id bigint NOT NULL REFERENCES users (id), total numeric, note text, CONSTRAINT positive CHECK (total > 0), CHECK (total > 1 AND user_id > 1), UNIQUE (user_id, total), PRIMARY KEY (id, total))
-- @@
CREATE TABLE a_table_with_a_name_that_is_as_long_as_names_may_get_in_postgres (a_column_with_quite_a_long_name int UNIQUE, b_column int, UNIQUE (b_column, a_column_with_quite_a_long_name))
-- @@
CREATE TABLE measures (at timestamptz NOT NULL, v int) PARTITION BY RANGE (at)
-- @@
CREATE TABLE measures_1 PARTITION OF measures FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')
-- @@
CREATE TABLE child (extra int) INHERITS (users)
-- @@
DROP TABLE child
-- @@
CREATE TABLE same (LIKE users INCLUDING ALL)
-- @@
CREATE TABLE ex (during tsrange, EXCLUDE USING gist (during WITH &&))
-- @@
CREATE TABLE copied AS SELECT * FROM users
-- @@
SELECT id INTO copied_too FROM users
-- @@
CREATE INDEX ON users (age)
-- @@
CREATE INDEX ON users (age)
-- @@
CREATE INDEX ON users (lower(email), age) INCLUDE (id)
-- @@
CREATE INDEX ON users ((age + 1))
-- @@
CREATE UNIQUE INDEX by_total ON app.orders (total)
-- @@
CREATE INDEX CONCURRENTLY IF NOT EXISTS later ON users (id) WHERE age > 3
-- @@
ALTER TABLE users ADD COLUMN a text, ADD COLUMN b serial, ADD COLUMN c int REFERENCES users
-- @@
ALTER TABLE users DROP COLUMN a
-- @@
ALTER TABLE users RENAME COLUMN b TO bb
-- @@
ALTER TABLE users ADD CONSTRAINT big CHECK (age < 200) NOT VALID, ADD UNIQUE (age)
-- @@
ALTER TABLE users VALIDATE CONSTRAINT big
-- @@
ALTER TABLE users RENAME CONSTRAINT big TO not_big
-- @@
ALTER TABLE users DROP CONSTRAINT users_age_check
-- @@
ALTER TABLE users DROP CONSTRAINT IF EXISTS never_was
-- @@
ALTER INDEX later RENAME TO sooner
-- @@
ALTER TABLE copied_too SET SCHEMA app
-- @@
ALTER TABLE copied RENAME TO copies
-- @@
DROP TABLE app.copied_too, copies
-- @@
CREATE TYPE mood AS ENUM ('sad', 'ok')
-- @@
ALTER TYPE mood ADD VALUE 'fine'
-- @@
CREATE TYPE pair AS (a int, b text)
-- @@
ALTER TYPE pair ADD ATTRIBUTE c int
-- @@
ALTER TYPE pair RENAME TO triple
-- @@
CREATE TYPE span AS RANGE (subtype = float8)
-- @@
CREATE DOMAIN app.positive AS int CONSTRAINT above CHECK (VALUE > 0)
-- @@
CREATE DOMAIN small AS int CHECK (VALUE < 10)
-- @@
ALTER DOMAIN small ADD CONSTRAINT smaller CHECK (VALUE < 9)
-- @@
ALTER DOMAIN small DROP CONSTRAINT smaller
-- @@
ALTER DOMAIN small RENAME TO little
-- @@
CREATE SEQUENCE app.numbers OWNED BY app.orders.id
-- @@
CREATE SEQUENCE counts
-- @@
CREATE VIEW adults AS SELECT id, email FROM users WHERE age > 17
-- @@
CREATE OR REPLACE VIEW adults AS SELECT id, email FROM users WHERE age > 18
-- @@
CREATE MATERIALIZED VIEW totals AS SELECT user_id, sum(total) FROM app.orders GROUP BY 1
-- @@
CREATE FUNCTION twice(a int, OUT b int) LANGUAGE sql AS 'SELECT a * 2'
-- @@
CREATE OR REPLACE FUNCTION twice(a int, OUT b int) LANGUAGE sql AS 'SELECT a + a'
-- @@
CREATE FUNCTION app.several(x mood[], VARIADIC y text[]) RETURNS TABLE (p int, q text) LANGUAGE plpgsql AS $$ BEGIN CREATE TABLE never (a int); END $$
-- @@
CREATE FUNCTION touched() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.age := 1; RETURN NEW; END $$
-- @@
CREATE PROCEDURE work(INOUT a int) LANGUAGE plpgsql AS $$ BEGIN a := 1; END $$
-- @@
ALTER FUNCTION twice(int) RENAME TO doubled
-- @@
ALTER FUNCTION doubled(int) SET SCHEMA app
-- @@
CREATE AGGREGATE product(float8) (sfunc = float8mul, stype = float8)
-- @@
CREATE AGGREGATE app.old_style(basetype = int4, sfunc = int4pl, stype = int4, initcond = '0')
-- @@
CREATE FUNCTION same_box(box, box) RETURNS bool LANGUAGE sql IMMUTABLE AS 'SELECT $1 ~= $2'
-- @@
CREATE OPERATOR ==== (leftarg = box, rightarg = box, function = same_box)
-- @@
CREATE FUNCTION to_mood(text) RETURNS mood LANGUAGE sql AS $$ SELECT 'ok'::mood $$
-- @@
CREATE CAST (text AS mood) WITH FUNCTION to_mood(text)
-- @@
CREATE OPERATOR CLASS box_ops2 FOR TYPE box USING hash AS OPERATOR 1 ====
-- @@
CREATE TRIGGER touch BEFORE UPDATE OF age ON users FOR EACH ROW WHEN (OLD.age > 1) EXECUTE FUNCTION touched()
-- @@
ALTER TRIGGER touch ON users RENAME TO touch_it
-- @@
CREATE POLICY own ON users TO facts_reader USING (age > 1)
-- @@
ALTER POLICY own ON users RENAME TO owned
-- @@
CREATE RULE nothing AS ON DELETE TO users WHERE OLD.age > 100 DO INSTEAD NOTHING
-- @@
CREATE STATISTICS app.stats ON age, email FROM users
-- @@
CREATE COLLATION german (provider = icu, locale = 'de')
-- @@
CREATE TEXT SEARCH CONFIGURATION english2 (COPY = english)
-- @@
CREATE PUBLICATION news FOR TABLE users (id) WHERE (id > 1)
-- @@
CREATE FOREIGN DATA WRAPPER wrapper
-- @@
CREATE SERVER elsewhere FOREIGN DATA WRAPPER wrapper
-- @@
CREATE FOREIGN TABLE far (a int) SERVER elsewhere
-- @@
CREATE FUNCTION event_function() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$
-- @@
CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION event_function()
-- @@
SET search_path = app, public
-- @@
CREATE TABLE elsewhere_by_path (a int PRIMARY KEY)
-- @@
CREATE TYPE app_mood AS ENUM ('x')
-- @@
SELECT set_config('search_path', 'public', false)
-- @@
CREATE TABLE here_again (a int)
-- @@
RESET search_path
-- @@
CREATE TEMP TABLE passing (a int PRIMARY KEY)
-- @@
CREATE INDEX passing_index ON passing (a)
-- @@
DROP TABLE passing
-- @@
DO $$ BEGIN CREATE TABLE by_block (a int); ALTER TABLE by_block ADD COLUMN b int; END $$
-- @@
DROP TRIGGER touch_it ON users
-- @@
DROP POLICY owned ON users
-- @@
DROP RULE nothing ON users
-- @@
DROP CAST (text AS mood)
-- @@
DROP FUNCTION to_mood(text), app.doubled(int)
-- @@
DROP OPERATOR CLASS box_ops2 USING hash
-- @@
DROP OPERATOR ==== (box, box)
-- @@
DROP AGGREGATE product(float8)
-- @@
DROP PROCEDURE work(int)
-- @@
DROP STATISTICS app.stats
-- @@
DROP INDEX IF EXISTS app.by_total, never_was
-- @@
DROP VIEW adults
-- @@
DROP MATERIALIZED VIEW totals
-- @@
DROP TYPE triple, span
-- @@
DROP DOMAIN app.positive, little
-- @@
DROP PUBLICATION news
-- @@
DROP EVENT TRIGGER watch
-- @@
DROP FOREIGN TABLE far
-- @@
DROP SERVER elsewhere
-- @@
DROP FOREIGN DATA WRAPPER wrapper
-- @@
DROP COLLATION german
-- @@
DROP TEXT SEARCH CONFIGURATION english2
-- @@
DROP TABLE same, ex, by_block, here_again
-- @@
DROP SCHEMA app CASCADE
-- @@
DROP TABLE users CASCADE
-- @@
DROP ROLE facts_reader
