ALTER TABLE notifications ADD COLUMN read_at timestamptz;
