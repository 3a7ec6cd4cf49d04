CREATE INDEX content_search_idx ON content USING gin (search);
