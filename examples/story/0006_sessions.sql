-- DEPENDS: 0001_users.sql (whose session it is)
CREATE TABLE sessions (
  token uuid PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users (id),
  expires_at timestamptz NOT NULL
);
INSERT INTO users (email, password) VALUES
  ('dana@shop.example', 'x'),
  ('kim@shop.example', 'y');
