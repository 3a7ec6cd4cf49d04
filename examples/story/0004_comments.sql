-- DEPENDS: 0003_content.sql (what is commented on)
CREATE TABLE comments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  content_id bigint NOT NULL REFERENCES content (id),
  author_id bigint NOT NULL REFERENCES users (id),
  body text NOT NULL
);
