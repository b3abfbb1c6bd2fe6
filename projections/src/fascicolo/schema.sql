-- Which streams concern a subject, and at which positions of the log they did.
CREATE TABLE IF NOT EXISTS fascicolo_v1 (
    soggetto     uuid   NOT NULL,
    tipo         text   NOT NULL,   -- type of the aggregate
    stream       text   NOT NULL,
    ruolo        text   NOT NULL,   -- titolare, componente, segnalato, segnalante
    da_posizione bigint NOT NULL,
    a_posizione  bigint,
    PRIMARY KEY (soggetto, tipo, stream, ruolo, da_posizione)
) WITH (fillfactor = 90);
CREATE INDEX IF NOT EXISTS fascicolo_v1_stream ON fascicolo_v1 (stream) WHERE a_posizione IS NULL;
