CREATE TABLE plans (id text PRIMARY KEY, price_cents int NOT NULL CHECK (price_cents >= 0));
