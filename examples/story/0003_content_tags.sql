-- Written on another branch the same week.
CREATE TABLE content_tags (
  tag text NOT NULL,
  content_id bigint NOT NULL,
  PRIMARY KEY (tag, content_id)
);
