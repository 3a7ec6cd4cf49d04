-- As ActiveRecord makes them (SchemaMigration, InternalMetadata).
CREATE TABLE "schema_migrations" ("version" character varying NOT NULL PRIMARY KEY);
CREATE TABLE "ar_internal_metadata" ("key" character varying NOT NULL PRIMARY KEY,
  "value" character varying, "created_at" timestamp(6) NOT NULL, "updated_at" timestamp(6) NOT NULL);
INSERT INTO "ar_internal_metadata" VALUES ('environment', 'production', '2026-01-01', '2026-01-01');

-- One of them has no file any more.
INSERT INTO "schema_migrations" (version) VALUES
  ('20260103000000'), ('20260101000000'), ('20260102000000'), ('20251231000000');
