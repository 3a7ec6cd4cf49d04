--liquibase formatted sql
--changeset ann:4
CREATE INDEX orders_user ON orders (user_id);
