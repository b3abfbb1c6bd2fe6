-- Notes of cases: which there are, and to whom they open.
CREATE TABLE IF NOT EXISTS annotazioni_v1 (
    annotazione  uuid   PRIMARY KEY,
    segnalazione uuid   NOT NULL,
    posizione    bigint NOT NULL,   -- of its first event: their order
    sezione      text   NOT NULL,   -- ORDINARIA, RISERVATA, PRIVATA
    autore       uuid   NOT NULL
);
CREATE INDEX IF NOT EXISTS annotazioni_v1_segnalazione ON annotazioni_v1 (segnalazione, posizione DESC);
