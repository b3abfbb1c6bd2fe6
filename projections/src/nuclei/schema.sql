-- Memberships of households, every version of them.
CREATE TABLE IF NOT EXISTS nuclei_v1 (
    tipo         text   NOT NULL,   -- fatto, anagrafe
    nucleo       uuid   NOT NULL,   -- of an anagrafe nucleo: the subject for whom the register was asked
    componente   uuid   NOT NULL,
    ingresso     bigint NOT NULL,   -- sequence of the event by which he joined: tells two memberships of one person
    cognome      text,              -- as the nucleo has it; his own file, when he has one, knows better
    nome_persona text,
    dal          date,
    al           date,              -- last day of an ended membership of a nucleo di fatto
    relazione    text,
    da_posizione bigint NOT NULL,
    a_posizione  bigint,
    PRIMARY KEY (nucleo, tipo, componente, ingresso, da_posizione)
) WITH (fillfactor = 90);
CREATE INDEX IF NOT EXISTS nuclei_v1_componente ON nuclei_v1 (componente, da_posizione);

-- Names of the nuclei di fatto; absent when erased.
CREATE TABLE IF NOT EXISTS nuclei_nomi_v1 (
    nucleo uuid PRIMARY KEY,
    nome   text
);
