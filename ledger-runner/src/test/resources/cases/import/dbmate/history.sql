-- As dbmate makes it (pkg/driver/postgres).
create table if not exists "public"."schema_migrations" (version varchar(128) primary key);

-- The second one was left out.
insert into "public"."schema_migrations" (version) values ('20260101000000'), ('20260103000000');
