-- As Flyway makes it (PostgreSQLDatabase.getRawCreateScript).
CREATE TABLE "public"."flyway_schema_history" (
    "installed_rank" INT NOT NULL,
    "version" VARCHAR(50),
    "description" VARCHAR(200) NOT NULL,
    "type" VARCHAR(20) NOT NULL,
    "script" VARCHAR(1000) NOT NULL,
    "checksum" INTEGER,
    "installed_by" VARCHAR(100) NOT NULL,
    "installed_on" TIMESTAMP NOT NULL DEFAULT now(),
    "execution_time" INTEGER NOT NULL,
    "success" BOOLEAN NOT NULL
);
ALTER TABLE "public"."flyway_schema_history" ADD CONSTRAINT "flyway_schema_history_pk" PRIMARY KEY ("installed_rank");
CREATE INDEX "flyway_schema_history_s_idx" ON "public"."flyway_schema_history" ("success");

-- V1 as it ran, V2 edited afterwards, V3 failed; V4 never ran.
INSERT INTO "public"."flyway_schema_history" VALUES
  (1, '1', 'create users', 'SQL', 'V1__create_users.sql', 1812668543, 'deploy', '2026-01-01 10:00:00', 12, true),
  (2, '2', 'add name', 'SQL', 'V2__add_name.sql', 758612320, 'deploy', '2026-01-02 10:00:00', 7, true),
  (3, '3', 'create orders', 'SQL', 'V3__create_orders.sql', -536098589, 'deploy', '2026-01-03 10:00:00', 3, false);
