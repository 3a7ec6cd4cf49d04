-- A table that somebody made by hand, read by a mapping of its columns.
CREATE SCHEMA ops;
CREATE TABLE ops.applied_migrations (id text PRIMARY KEY, script text, digest text,
  applied_at timestamptz NOT NULL, who text, ok boolean NOT NULL);

-- The second one was edited afterwards: its digest is none that is known. The third failed.
INSERT INTO ops.applied_migrations VALUES
  ('1', '0001_create_users.sql', '3456c330330e5584db1ea42d855fe843569a61c7c200bd34b52f8f9c03b28f0d', '2026-01-01 10:00:00Z', 'ann', true),
  ('2', '0002_add_name.sql', '72cb395730fa8f8275094d0114743b1fa7f82bcbb53feade2499fc9669977ed0', '2026-01-02 10:00:00Z', 'marco', true),
  ('3', '0003_create_orders.sql', '2e7b404033c68647062fd240a1be03a88f90b3c5dd6c3a05a6561073a62d2998', '2026-01-03 10:00:00Z', 'ann', false);
