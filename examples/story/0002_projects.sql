-- DEPENDS: 0001_users.sql (a project has an owner)
CREATE TABLE projects (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  owner_id bigint NOT NULL REFERENCES users (id),
  name text NOT NULL
);
CREATE INDEX projects_owner_id_idx ON projects (owner_id);
