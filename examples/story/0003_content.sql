-- DEPENDS: 0002_projects.sql (content belongs to a project)
CREATE TABLE content (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  project_id bigint NOT NULL REFERENCES projects (id),
  body text NOT NULL DEFAULT ''
);
