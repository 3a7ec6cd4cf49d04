-- @@ routines: the server says which it takes
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r record;
  t pg_class%ROWTYPE;
  c pg_class.relname%TYPE := 'x';
  k CURSOR (n int) FOR SELECT n;
  a int[] := ARRAY[1, 2];
BEGIN
  IF TG_OP = 'INSERT' AND NEW.x IS NULL THEN
    NEW.x := now();
  ELSIF OLD.x = 1 THEN
    RETURN OLD;
  ELSE
    RAISE NOTICE '% and %', c, a[1] USING HINT = 'h';
  END IF;
  FOR i IN REVERSE 10..1 BY 2 LOOP
    CONTINUE WHEN i = 3;
    EXIT;
  END LOOP;
  FOREACH r SLICE 1 IN ARRAY a LOOP NULL; END LOOP;
  CASE c WHEN 'a', 'b' THEN NULL; ELSE NULL; END CASE;
  SELECT 1, 2 INTO STRICT r;
  GET DIAGNOSTICS a = ROW_COUNT;
  OPEN k(1);
  FETCH NEXT FROM k INTO r;
  CLOSE k;
  EXECUTE format('SELECT %L', c) INTO c USING a;
  ASSERT a IS NOT NULL, 'x';
  RETURN NEW;
EXCEPTION
  WHEN unique_violation OR SQLSTATE '22012' THEN
    RAISE;
END $$
-- @@
DO $$ BEGIN END $$
-- @@
DO $$ <<outer>> DECLARE x int; BEGIN outer.x := 1; WHILE x < 3 LOOP x = x + 1; END LOOP outer; END $$
-- @@
DO $$ BEGIN PERFROM 1; END $$
-- @@
DO $$ BEGIN IF true THEN NULL; END $$
-- @@
DO $$ BEGIN PERFORM 1 +; END $$
-- @@
DO $$ DECLARE x; BEGIN END $$
-- @@
DO $$ BEGIN RETURN 1; END $$
-- @@
DO $$ BEGIN SELEC 1; END $$
-- @@
DO $$ BEGIN x := 1; END $$
-- @@
DO $$ BEGIN CREATE TABLE zz (a int); INSERT INTO zz VALUES (1); DROP TABLE zz; END $$
-- @@
DO $$ DECLARE x int := 1 BEGIN END $$
-- @@
DO $$ BEGIN FOR i IN 1..2 LOOP; END LOOP; END $$
-- @@
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN a + ''1''::int; END'
-- @@
CREATE FUNCTION f(OUT a int, OUT b text) RETURNS SETOF record LANGUAGE plpgsql AS $$ BEGIN RETURN QUERY SELECT 1, 'x'; RETURN NEXT; END $$
-- @@
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a + 1; $$
-- @@
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS $$ SELECT a + ; $$
-- @@
CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETRUN 1; END $$
-- @@
CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; CALL q(1); ROLLBACK AND CHAIN; END $$
-- @@
CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN RETURN; END; $$
