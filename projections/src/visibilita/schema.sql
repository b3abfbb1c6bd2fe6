-- Titles: what opens a file to an operator and to his unit, every version of them.
CREATE TABLE IF NOT EXISTS titoli_v2 (
    origine      uuid   NOT NULL,            -- stream whose events give the title
    parte        text   NOT NULL,            -- as what: SCHEDA (who entered the subject), AUTORE, ASSEGNATARIO,
                                             -- CONCESSIONE (a unit that was let in), EMERGENZA
    numero       int    NOT NULL DEFAULT 0,  -- of a grant, within its segnalazione
    oggetto      uuid   NOT NULL,            -- the file it opens: a subject, a segnalazione
    unita        uuid   NOT NULL,
    operatore    uuid,                       -- whose it is, while he works for that unit; of a grant, nobody's
    dal          date,                       -- first and last day of a grant
    al           date,
    scade        timestamptz,                -- end of an emergency access
    riservate    boolean NOT NULL DEFAULT false, -- whether a grant names the reserved notes
    da_posizione bigint NOT NULL,
    a_posizione  bigint,
    PRIMARY KEY (origine, parte, numero, oggetto, da_posizione)
) WITH (fillfactor = 90);
-- From a row of a list to its titles, and from an operator to what is open to him. Whether a title holds today stands in the
-- index as well.
CREATE INDEX IF NOT EXISTS titoli_v2_oggetto ON titoli_v2 (oggetto, unita, parte, dal, al, scade) WHERE a_posizione IS NULL;
CREATE INDEX IF NOT EXISTS titoli_v2_unita ON titoli_v2 (unita, oggetto) WHERE a_posizione IS NULL;
