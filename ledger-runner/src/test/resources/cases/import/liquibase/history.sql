-- As Liquibase makes them on PostgreSQL.
CREATE TABLE public.databasechangeloglock (ID INTEGER NOT NULL, LOCKED BOOLEAN NOT NULL,
  LOCKGRANTED TIMESTAMP WITHOUT TIME ZONE, LOCKEDBY VARCHAR(255),
  CONSTRAINT databasechangeloglock_pkey PRIMARY KEY (ID));
INSERT INTO public.databasechangeloglock (ID, LOCKED) VALUES (1, FALSE);
CREATE TABLE public.databasechangelog (ID VARCHAR(255) NOT NULL, AUTHOR VARCHAR(255) NOT NULL,
  FILENAME VARCHAR(255) NOT NULL, DATEEXECUTED TIMESTAMP WITHOUT TIME ZONE NOT NULL,
  ORDEREXECUTED INTEGER NOT NULL, EXECTYPE VARCHAR(10) NOT NULL, MD5SUM VARCHAR(35),
  DESCRIPTION VARCHAR(255), COMMENTS VARCHAR(255), TAG VARCHAR(255), LIQUIBASE VARCHAR(20),
  CONTEXTS VARCHAR(255), LABELS VARCHAR(255), DEPLOYMENT_ID VARCHAR(10));

-- Executed; executed again after an edit; only marked as run.
INSERT INTO public.databasechangelog VALUES
  ('1', 'ann', 'migrations/0001_create_users.sql', '2026-01-01 10:00:00', 1, 'EXECUTED',
   '9:0ec3c4bd5b0a1b8b1a0c5d3a7a0b1c2d', 'sql', '', NULL, '4.33.0', NULL, NULL, '7000000001'),
  ('2', 'ann', 'migrations/0002_add_name.sql', '2026-01-02 10:00:00', 2, 'RERAN',
   '9:1fc3c4bd5b0a1b8b1a0c5d3a7a0b1c2d', 'sql', '', 'v1', '4.33.0', NULL, NULL, '7000000002'),
  ('3', 'ann', 'migrations/0003_create_orders.sql', '2026-01-03 10:00:00', 3, 'MARK_RAN',
   '9:2ac3c4bd5b0a1b8b1a0c5d3a7a0b1c2d', 'sql', '', NULL, '4.33.0', NULL, NULL, '7000000003');
