-- @@ a quote inside text
SELECT 'a;'';b'
-- @@ text that goes on after a line break, comment between
SELECT 'a;'  -- c '
  'b;'
-- @@ escapes
SELECT E'a\';b', e'\\', E'a'';\'b'
-- @@ escapes go on with the text
SELECT E'a' -- c
 '\';' , 'x'
-- @@ no escapes on the same line or after a block comment
SELECT E'a', '\', E'b' /* x
*/ '\'
-- @@ a name that ends with e has no escapes
SELECT typee '\'
-- @@ unicode, bits and national text
SELECT U&'\0441;''', U&"d;""0061", b'10;', X'1F;', n'a\'
-- @@ quoted names
SELECT "a;""b", "$$;"
-- @@ dollar quotes
SELECT $$;$a$;$$, $a$;$$;$A$;$a$, $é_1$;$é_1$
-- @@ a dollar quote whose end begins inside a false end
SELECT $a$ $b$a$, 1
-- @@ a dollar inside a name, a parameter
SELECT a$1, b$$, $1, c$x$, 1
-- @@ a dollar quote right behind a number or a parameter
SELECT $1$$;$$, 12$$;$$
-- @@ nested comments
SELECT /* /* ; */ ' */ 1 /*/ ; */ + /**/ 2 /***; ***/ - 3
-- @@ comments inside operators
SELECT 1 */*;*/2 +--;
 3
-- @@ a division is no comment
SELECT 4 / 2 - -1
-- @@ a rule of several commands
CREATE RULE r AS ON INSERT TO v DO INSTEAD (INSERT INTO t VALUES (1); NOTIFY x)
-- @@ a routine's body
CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a = 1 THEN CASE a WHEN 1 THEN 2 END END; SELECT 2; END
-- @@ a procedure's body with labels that are words
create or replace procedure p() begin /* c; */ -- d;
 atomic INSERT INTO t SELECT x AS case, t.end, y AS end FROM t; CALL q(); end
-- @@ an empty body
CREATE FUNCTION s.f() RETURNS void BEGIN ATOMIC END
-- @@ a parameter called begin
CREATE FUNCTION f(begin atomic) RETURNS int LANGUAGE sql RETURN 1
-- @@ a body as text
CREATE FUNCTION f() RETURNS void AS $$ BEGIN ATOMIC; CASE; $$ LANGUAGE sql
-- @@ a table with the words of a body
CREATE TABLE begin (atomic int)
-- @@ a parenthesis too many is the server's to judge
SELECT 1)
-- @@ white space of every kind
SELECT		1
