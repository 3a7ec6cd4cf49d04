-- As Prisma's schema engine makes it on PostgreSQL.
CREATE TABLE _prisma_migrations (
    id                      VARCHAR(36) PRIMARY KEY NOT NULL,
    checksum                VARCHAR(64) NOT NULL,
    finished_at             TIMESTAMPTZ,
    migration_name          VARCHAR(255) NOT NULL,
    logs                    TEXT,
    rolled_back_at          TIMESTAMPTZ,
    started_at              TIMESTAMPTZ NOT NULL DEFAULT now(),
    applied_steps_count     INTEGER NOT NULL DEFAULT 0
);

-- The second one was edited afterwards, the third failed once and was rolled back, then failed again.
INSERT INTO _prisma_migrations VALUES
  ('00000000-0000-4000-8000-000000000001', '3456c330330e5584db1ea42d855fe843569a61c7c200bd34b52f8f9c03b28f0d', '2026-01-01 10:00:01Z',
   '20260101000000_create_users', NULL, NULL, '2026-01-01 10:00:00Z', 1),
  ('00000000-0000-4000-8000-000000000002', '72cb395730fa8f8275094d0114743b1fa7f82bcbb53feade2499fc9669977ed0', '2026-01-02 10:00:01Z',
   '20260102000000_add_name', NULL, NULL, '2026-01-02 10:00:00Z', 1),
  ('00000000-0000-4000-8000-000000000003', '2e7b404033c68647062fd240a1be03a88f90b3c5dd6c3a05a6561073a62d2998', NULL,
   '20260103000000_create_orders', 'relation "users" does not exist', '2026-01-03 11:00:00Z',
   '2026-01-03 10:00:00Z', 0),
  ('00000000-0000-4000-8000-000000000004', '2e7b404033c68647062fd240a1be03a88f90b3c5dd6c3a05a6561073a62d2998', NULL,
   '20260103000000_create_orders', 'relation "orders" already exists', NULL, '2026-01-04 10:00:00Z', 0);
