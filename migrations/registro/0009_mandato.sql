-- Who leads a read model, and which tables are its own: so that a leader who slept through his own replacement cannot
-- write any more, and newer software can sweep the tables of a version that nobody reads.
ALTER TABLE letture.proiezioni
    ADD COLUMN mandato bigint NOT NULL DEFAULT 0,      -- rises with every leader; he writes only while it is his
    ADD COLUMN tabelle text[] NOT NULL DEFAULT '{}';   -- names of the tables, in the schema letture
