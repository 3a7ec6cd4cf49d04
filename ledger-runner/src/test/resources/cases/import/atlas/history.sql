-- As Atlas makes it (cmd/atlas/internal/migrate/ent).
CREATE SCHEMA "atlas_schema_revisions";
CREATE TABLE "atlas_schema_revisions"."atlas_schema_revisions" (
  "version" character varying NOT NULL, "description" character varying NOT NULL,
  "type" bigint NOT NULL DEFAULT 2, "applied" bigint NOT NULL DEFAULT 0,
  "total" bigint NOT NULL DEFAULT 0, "executed_at" timestamptz NOT NULL,
  "execution_time" bigint NOT NULL, "error" text NULL, "error_stmt" text NULL,
  "hash" character varying NOT NULL, "partial_hashes" jsonb NULL,
  "operator_version" character varying NOT NULL, PRIMARY KEY ("version"));

-- The second one was edited afterwards: the hash cannot be checked, nor those behind it. The third failed.
INSERT INTO "atlas_schema_revisions"."atlas_schema_revisions" VALUES
  ('.atlas_cloud_identifier', '3f0c6f4e-0000-4000-8000-000000000000', 0, 0, 0, '2026-01-01 09:00:00Z', 0, '', '', '', 'null', 'Atlas CLI v0.30.0'),
  ('20260101000000', 'create_users', 2, 1, 1, '2026-01-01 10:00:00Z', 12000000, '', '', 'p3SdURYoc/+rxyr+9Cd2k6a1Nkdn3MjgkKxfVOjDiDk=', 'null', 'Atlas CLI v0.30.0'),
  ('20260102000000', 'add_name', 2, 1, 1, '2026-01-02 10:00:00Z', 7000000, '', '', 'eVHH00UpAnp0jU5huDMbqoY5uqfm1i853PxX5/haoGE=', 'null', 'Atlas CLI v0.30.0'),
  ('20260103000000', 'create_orders', 2, 0, 1, '2026-01-03 10:00:00Z', 3000000, 'pq: relation "orders" already exists', 'CREATE TABLE orders (id bigint);', '6detce99czVbpbR1ar1c/l9SGVzrZ7BPWa0YxZ4HY3M=', 'null', 'Atlas CLI v0.30.0');
