--liquibase formatted sql
--changeset ann:2
ALTER TABLE users ADD name text;
