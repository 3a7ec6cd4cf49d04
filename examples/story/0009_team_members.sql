CREATE TABLE team_members (team_id bigint NOT NULL, user_id bigint NOT NULL, PRIMARY KEY (team_id, user_id));
