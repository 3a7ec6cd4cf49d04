CREATE TABLE content (id serial PRIMARY KEY, title varchar(80));
