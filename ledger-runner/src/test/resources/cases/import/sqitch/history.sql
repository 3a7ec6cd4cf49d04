-- As Sqitch makes them (lib/App/Sqitch/Engine/pg.sql), but for the comments.
CREATE SCHEMA sqitch;
CREATE TABLE sqitch.releases (version REAL PRIMARY KEY,
  installed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), installer_name TEXT NOT NULL,
  installer_email TEXT NOT NULL);
CREATE TABLE sqitch.projects (project TEXT PRIMARY KEY, uri TEXT NULL UNIQUE,
  created_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), creator_name TEXT NOT NULL,
  creator_email TEXT NOT NULL);
CREATE TABLE sqitch.changes (change_id TEXT PRIMARY KEY, script_hash TEXT NULL, change TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES sqitch.projects(project) ON UPDATE CASCADE,
  note TEXT NOT NULL DEFAULT '', committed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  committer_name TEXT NOT NULL, committer_email TEXT NOT NULL, planned_at TIMESTAMPTZ NOT NULL,
  planner_name TEXT NOT NULL, planner_email TEXT NOT NULL, UNIQUE(project, script_hash));
CREATE TABLE sqitch.tags (tag_id TEXT PRIMARY KEY, tag TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES sqitch.projects(project) ON UPDATE CASCADE,
  change_id TEXT NOT NULL REFERENCES sqitch.changes(change_id) ON UPDATE CASCADE,
  note TEXT NOT NULL DEFAULT '', committed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),
  committer_name TEXT NOT NULL, committer_email TEXT NOT NULL, planned_at TIMESTAMPTZ NOT NULL,
  planner_name TEXT NOT NULL, planner_email TEXT NOT NULL, UNIQUE(project, tag));
CREATE TABLE sqitch.dependencies (
  change_id TEXT NOT NULL REFERENCES sqitch.changes(change_id) ON UPDATE CASCADE ON DELETE CASCADE,
  type TEXT NOT NULL, dependency TEXT NOT NULL,
  dependency_id TEXT NULL REFERENCES sqitch.changes(change_id) ON UPDATE CASCADE
    CONSTRAINT dependencies_check CHECK ((type = 'require' AND dependency_id IS NOT NULL)
      OR (type = 'conflict' AND dependency_id IS NULL)),
  PRIMARY KEY (change_id, dependency));
CREATE TABLE sqitch.events (
  event TEXT NOT NULL
    CONSTRAINT events_event_check CHECK (event IN ('deploy', 'revert', 'fail', 'merge')),
  change_id TEXT NOT NULL, change TEXT NOT NULL,
  project TEXT NOT NULL REFERENCES sqitch.projects(project) ON UPDATE CASCADE,
  note TEXT NOT NULL DEFAULT '', requires TEXT[] NOT NULL DEFAULT '{}',
  conflicts TEXT[] NOT NULL DEFAULT '{}', tags TEXT[] NOT NULL DEFAULT '{}',
  committed_at TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(), committer_name TEXT NOT NULL,
  committer_email TEXT NOT NULL, planned_at TIMESTAMPTZ NOT NULL, planner_name TEXT NOT NULL,
  planner_email TEXT NOT NULL, PRIMARY KEY (change_id, committed_at));

-- The second one was edited afterwards, the third reverted, the fourth failed.
INSERT INTO sqitch.releases VALUES (1.1, '2026-01-01 09:00:00Z', 'Ann Lee', 'ann@example.com');
INSERT INTO sqitch.projects VALUES ('shop', NULL, '2026-01-01 09:00:00Z', 'Ann Lee', 'ann@example.com');
INSERT INTO sqitch.changes VALUES
  ('c1', 'd63fe57c7f4b9fac962a6945c86156ff80f081e2', 'create_users', 'shop', 'users', '2026-01-01 10:00:00Z',
   'Ann Lee', 'ann@example.com', '2025-12-31 10:00:00Z', 'Ann Lee', 'ann@example.com'),
  ('c2', '6b69f6fe7e5534ab6312c1bb2b0493259d00acd9', 'add_name', 'shop', 'names', '2026-01-02 10:00:00Z',
   'Marco Ruiz', 'marco@example.com', '2025-12-31 10:00:00Z', 'Ann Lee', 'ann@example.com');
INSERT INTO sqitch.events (event, change_id, change, project, committed_at, committer_name,
  committer_email, planned_at, planner_name, planner_email)
SELECT event, id, change, 'shop', at::timestamptz, who, mail, '2025-12-31 10:00:00Z', 'Ann Lee',
  'ann@example.com'
FROM (VALUES
  ('deploy', 'c1', 'create_users', '2026-01-01 10:00:00Z', 'Ann Lee', 'ann@example.com'),
  ('deploy', 'c2', 'add_name', '2026-01-02 10:00:00Z', 'Marco Ruiz', 'marco@example.com'),
  ('deploy', 'c3', 'create_orders', '2026-01-03 10:00:00Z', 'Ann Lee', 'ann@example.com'),
  ('revert', 'c3', 'create_orders', '2026-01-03 11:00:00Z', 'Ann Lee', 'ann@example.com'),
  ('fail', 'c4', 'index_orders', '2026-01-04 10:00:00Z', 'Ann Lee', 'ann@example.com'))
  AS v (event, id, change, at, who, mail);
