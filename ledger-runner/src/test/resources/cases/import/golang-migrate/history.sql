-- As golang-migrate makes it (database/postgres, ensureVersionTable).
CREATE TABLE IF NOT EXISTS "public"."schema_migrations" (version bigint not null primary key, dirty boolean not null);

-- The third one failed: "dirty".
INSERT INTO "public"."schema_migrations" (version, dirty) VALUES (3, true);
