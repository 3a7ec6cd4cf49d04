CREATE TABLE login_attempts (email text NOT NULL, at timestamptz NOT NULL, success boolean NOT NULL);
