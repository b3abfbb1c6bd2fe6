-- Entries of the quadro riassuntivo, every version of them.
CREATE TABLE IF NOT EXISTS quadro_v1 (
    voce         text    NOT NULL,  -- stable id of the entry
    soggetto     uuid    NOT NULL,
    nucleo       uuid,
    tipo         text    NOT NULL,  -- SEGNALAZIONE, ASSEGNAZIONE, NUCLEO_DI_FATTO, NUCLEO_ANAGRAFE
    stream       text    NOT NULL,
    codice       text,
    inizio       date    NOT NULL,
    fine         date,              -- open while it lasts; a diamond ends on the day it begins
    istante      boolean NOT NULL,
    unita        uuid,
    operatore    uuid,
    da_posizione bigint  NOT NULL,
    a_posizione  bigint,
    PRIMARY KEY (stream, voce, da_posizione)
) WITH (fillfactor = 90);
CREATE INDEX IF NOT EXISTS quadro_v1_soggetto ON quadro_v1 (soggetto, inizio, da_posizione);
CREATE INDEX IF NOT EXISTS quadro_v1_nucleo ON quadro_v1 (nucleo, inizio, da_posizione) WHERE nucleo IS NOT NULL;
