-- DEPENDS: 0001_users.sql (its passwords)
ALTER TABLE users ADD COLUMN password_algorithm text NOT NULL DEFAULT 'bcrypt';

UPDATE users
   SET password_algorithm = 'argon2id'
 WHERE password_hash LIKE '$argon2id$%';
