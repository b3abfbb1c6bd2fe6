-- Segnalazioni, one row for every version.
CREATE TABLE IF NOT EXISTS segnalazioni_v1 (
    segnalazione      uuid        NOT NULL,
    da_posizione      bigint      NOT NULL,
    a_posizione       bigint,
    versione          bigint      NOT NULL,
    anno              int         NOT NULL,
    numero            bigint      NOT NULL,
    distretto         uuid        NOT NULL,
    segnalato         uuid        NOT NULL,
    creata_il         timestamptz NOT NULL,
    data_contatto     date        NOT NULL,
    canale            text        NOT NULL,
    motivo            text        NOT NULL,
    urgenza           text        NOT NULL,
    esito             text,
    stato             text        NOT NULL,
    autore            uuid        NOT NULL,
    unita             uuid        NOT NULL,
    assegnatario      uuid,
    responsabile      uuid,                    -- who follows it now: the assignee, else the author; nobody when closed
    chiusa_il         date,
    numero_originario text,
    PRIMARY KEY (segnalazione, da_posizione)
) WITH (fillfactor = 90);
-- Lists of now and of then, each in its order. What else is asked of a version stands in the index as well: those in
-- another state, or that do not hold at that position, are passed over without a look at their rows.
CREATE INDEX IF NOT EXISTS segnalazioni_v1_tutte ON segnalazioni_v1
    (anno DESC, numero DESC, segnalazione DESC, stato, da_posizione, a_posizione);
CREATE INDEX IF NOT EXISTS segnalazioni_v1_distretto ON segnalazioni_v1
    (distretto, anno DESC, numero DESC, segnalazione DESC, stato, da_posizione, a_posizione);
CREATE INDEX IF NOT EXISTS segnalazioni_v1_autore ON segnalazioni_v1
    (autore, anno DESC, numero DESC, segnalazione DESC, stato, da_posizione, a_posizione);
CREATE INDEX IF NOT EXISTS segnalazioni_v1_assegnatario ON segnalazioni_v1
    (assegnatario, anno DESC, numero DESC, segnalazione DESC, stato, da_posizione, a_posizione);
CREATE INDEX IF NOT EXISTS segnalazioni_v1_responsabile_allora ON segnalazioni_v1
    (responsabile, anno DESC, numero DESC, segnalazione DESC, stato, da_posizione, a_posizione);
CREATE INDEX IF NOT EXISTS segnalazioni_v1_segnalato ON segnalazioni_v1
    (segnalato, anno DESC, numero DESC, segnalazione DESC);
-- What waits for somebody, or is followed by him, is little; what ever was is much.
CREATE INDEX IF NOT EXISTS segnalazioni_v1_stato ON segnalazioni_v1
    (stato, anno DESC, numero DESC, segnalazione DESC, distretto) WHERE a_posizione IS NULL;
CREATE INDEX IF NOT EXISTS segnalazioni_v1_responsabile ON segnalazioni_v1
    (responsabile, anno DESC, numero DESC, segnalazione DESC) WHERE a_posizione IS NULL;
-- Few segnalazioni of an older system share a number; those of today have none.
CREATE INDEX IF NOT EXISTS segnalazioni_v1_originario ON segnalazioni_v1
    (numero_originario) WHERE numero_originario IS NOT NULL;
