ALTER TABLE users ADD name varchar(80);
