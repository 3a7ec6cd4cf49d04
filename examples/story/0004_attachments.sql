-- Written on another branch the same week.
CREATE TABLE attachments (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_name text NOT NULL,
  bytes bigint NOT NULL CHECK (bytes >= 0)
);
