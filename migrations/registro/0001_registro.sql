-- The append-only log: events, the command log, reservations, numbers, and the head of the log.
-- docs/adr/0001-append.md says why it looks like this. Names of the machinery are English, names of the domain Italian.

CREATE SCHEMA registro;
REVOKE ALL ON SCHEMA registro FROM PUBLIC;
GRANT USAGE ON SCHEMA registro TO sigess_applicazione;

-- json, not jsonb: the stored text is byte for byte what was hashed.
CREATE TABLE registro.events (
    aggregate_type text        NOT NULL,
    aggregate_id   text        NOT NULL,
    sequence       bigint      NOT NULL CHECK (sequence > 0),
    event_type     text        NOT NULL,
    event_version  text        NOT NULL,
    payload        json        NOT NULL,
    metadata       json        NOT NULL,
    sigilli        bytea[]     NOT NULL,           -- ciphertexts of the sealed partitions, by their number in the payload
    position       bigint      NOT NULL UNIQUE,    -- dense, in commit order, from 1
    recorded_at    timestamptz NOT NULL,           -- when the log learned it; never runs against position
    leaf           bytea       NOT NULL,           -- see docs/integrity.md
    PRIMARY KEY (aggregate_type, aggregate_id, sequence)
);
ALTER TABLE registro.events ALTER COLUMN sigilli SET STORAGE EXTERNAL;  -- ciphertext does not compress

-- A command that was carried out: its repeat gets the first answer.
CREATE TABLE registro.command_log (
    command_id     uuid   PRIMARY KEY,
    request_hmac   bytea  NOT NULL,
    aggregate_type text   NOT NULL,
    aggregate_id   text   NOT NULL,
    version        bigint NOT NULL,                -- version of the stream after the command
    position       bigint NOT NULL                 -- position of its last event
);

-- Rules that cross streams, as keyed hashes.
CREATE TABLE registro.prenotazioni (
    ambito   text   NOT NULL,
    hash     bytea  NOT NULL,
    titolare text   NOT NULL,
    position bigint NOT NULL,                      -- of the first event of the command that reserved
    PRIMARY KEY (ambito, hash)
);

-- Which events take a number, and in which series. `campo` is a clear field of the payload.
CREATE TABLE registro.numerazioni (
    event_type text    PRIMARY KEY,
    prefisso   text    NOT NULL,
    campo      text,
    annuale    boolean NOT NULL
);
INSERT INTO registro.numerazioni VALUES
    ('SegnalazioneCreata', 'segnalazione', 'distretto', true),
    ('SoggettoImportato',  'soggetto',     NULL,        false),
    ('SoggettoRegistrato', 'soggetto',     NULL,        false);

-- A number is the rank of its event in the series, by position: without gaps by definition.
CREATE TABLE registro.numeri (
    serie    text   NOT NULL,
    n        bigint NOT NULL,
    position bigint NOT NULL UNIQUE,
    PRIMARY KEY (serie, n)
);

-- One row: how far the log goes, and the RFC 6962 compact range of its leaves (32 bytes a level, lowest first).
-- Found by its highest position: while a long snapshot (a backup, a verification) keeps the row's older versions alive,
-- any other way to it walks through all of them, and every append is slower than the one before.
CREATE TABLE registro.log_head (
    position    bigint      PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    frontier    bytea       NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO registro.log_head (position, recorded_at, frontier) VALUES (0, '-infinity', '');

-- A fence, not the proof: the proof is the tree.
CREATE FUNCTION registro.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the log is append-only: % on %', TG_OP, TG_TABLE_NAME;
END $$;
REVOKE ALL ON FUNCTION registro.refuse_change() FROM PUBLIC;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registro.events
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
CREATE TRIGGER command_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registro.command_log
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
CREATE TRIGGER numeri_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON registro.numeri
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();

CREATE TRIGGER prenotazioni_only_reserved_or_released BEFORE UPDATE OR TRUNCATE ON registro.prenotazioni
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
CREATE TRIGGER log_head_one_row BEFORE INSERT OR DELETE OR TRUNCATE ON registro.log_head
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();

GRANT SELECT ON registro.events, registro.command_log, registro.prenotazioni, registro.numerazioni,
                registro.numeri, registro.log_head TO sigess_applicazione;
