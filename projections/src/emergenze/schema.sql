-- Emergency accesses, as they stand.
CREATE TABLE IF NOT EXISTS emergenze_v1 (
    accesso   uuid        PRIMARY KEY,
    posizione bigint      NOT NULL,   -- of its first event: their order
    soggetto  uuid        NOT NULL,
    operatore uuid        NOT NULL,
    unita     uuid        NOT NULL,   -- his unit of then
    aperta_il timestamptz NOT NULL,
    scade     timestamptz NOT NULL,
    chiusa_il timestamptz,
    esito     text                    -- of the last review
);
CREATE INDEX IF NOT EXISTS emergenze_v1_posizione ON emergenze_v1 (posizione DESC);
CREATE INDEX IF NOT EXISTS emergenze_v1_operatore ON emergenze_v1 (operatore, posizione DESC);
-- What waits to be judged is little; what was judged grows.
CREATE INDEX IF NOT EXISTS emergenze_v1_attesa ON emergenze_v1 (posizione DESC)
    WHERE esito IS NULL OR esito = 'DA_APPROFONDIRE';
