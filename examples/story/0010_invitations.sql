CREATE TABLE invitations (id uuid PRIMARY KEY, email text NOT NULL, accepted_at timestamptz);
