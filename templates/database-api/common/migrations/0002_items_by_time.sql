CREATE INDEX items_by_time ON items (created_at DESC);
