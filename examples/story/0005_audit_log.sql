CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at timestamptz NOT NULL DEFAULT now(),
  what text NOT NULL
);

CREATE FUNCTION note(what text) RETURNS void LANGUAGE sql
  BEGIN ATOMIC
    INSERT INTO audit_log (what) VALUES (note.what);
  END;
