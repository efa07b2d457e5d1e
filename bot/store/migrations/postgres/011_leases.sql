-- Which process serves which of a bot's shards, and until when. A shard is named by its
-- number and by how many there are, as Discord does.
CREATE TABLE leases (
    shards INTEGER NOT NULL,
    shard INTEGER NOT NULL,
    process BIGINT NOT NULL,
    ends TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (shards, shard)
);
