-- What the last restore of keys from a backup left open: keys that were erased after the backup was taken come back
-- with it, so the service does not start until the erasures are known as far as the log goes, or somebody has said
-- that there were none. One row, or none where keys were never restored.
CREATE TABLE chiavi.ripristino (
    unico      boolean     PRIMARY KEY DEFAULT true CHECK (unico),
    registro   bigint      NOT NULL,              -- last position of the log that was restored with the keys
    lapidi     bigint      NOT NULL,              -- position of the log up to which erasures are known
    quando     timestamptz NOT NULL DEFAULT now(),
    confermato timestamptz                        -- when it was said that there was none after `lapidi`
);
