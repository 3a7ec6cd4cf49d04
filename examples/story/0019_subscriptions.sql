CREATE TABLE subscriptions (user_id bigint PRIMARY KEY, plan_id text NOT NULL);
