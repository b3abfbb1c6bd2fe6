-- Titles: what opens a file to an operator and to his unit, every version of them.
CREATE TABLE IF NOT EXISTS titoli_v1 (
    origine      uuid   NOT NULL,   -- stream whose events give the title
    parte        text   NOT NULL,   -- of whom it is there: SCHEDA (who entered the subject), AUTORE, ASSEGNATARIO
    oggetto      uuid   NOT NULL,   -- the file it opens: a subject, a segnalazione
    unita        uuid   NOT NULL,
    operatore    uuid   NOT NULL,   -- whose it is, while he works for that unit
    da_posizione bigint NOT NULL,
    a_posizione  bigint,
    PRIMARY KEY (origine, parte, oggetto, da_posizione)
) WITH (fillfactor = 90);
-- From a row of a list to its titles, and from an operator to what is open to him.
CREATE INDEX IF NOT EXISTS titoli_v1_oggetto ON titoli_v1 (oggetto, unita) WHERE a_posizione IS NULL;
CREATE INDEX IF NOT EXISTS titoli_v1_unita ON titoli_v1 (unita, oggetto) WHERE a_posizione IS NULL;
