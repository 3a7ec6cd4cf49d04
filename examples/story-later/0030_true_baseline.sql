-- DEPENDS: 0029_orders.sql (the last one that really ran)
-- What 0008 to 0028 were meant to bring and the application really uses. Safe to run on a copy that
-- has some of it already.
CREATE TABLE IF NOT EXISTS teams (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL
);
CREATE TABLE IF NOT EXISTS notifications (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  body text NOT NULL,
  read_at timestamptz
);
ALTER TABLE users ADD COLUMN IF NOT EXISTS locale text NOT NULL DEFAULT 'en';

-- Verify what was changed: a wrong schema must not pass as a baseline.
DO $$
BEGIN
  IF (SELECT count(*) FROM information_schema.columns
       WHERE table_name = 'users' AND column_name IN ('password', 'password_algorithm', 'locale')) <> 3 THEN
    RAISE EXCEPTION 'users does not have the columns that 0030 takes as given';
  END IF;
END
$$;
