-- Units and operators with their memberships, as they are.
CREATE TABLE IF NOT EXISTS unita_v3 (
    unita       uuid    PRIMARY KEY,
    codice      text    NOT NULL,
    descrizione text    NOT NULL,
    tipo        text    NOT NULL,
    padre       uuid,
    recapito    text,               -- how its office is reached
    cessata     boolean NOT NULL,
    versione    bigint  NOT NULL    -- of its stream
);
CREATE TABLE IF NOT EXISTS operatori_v3 (
    operatore      uuid    PRIMARY KEY,
    cognome        text,            -- names and codice fiscale are absent when erased
    nome           text,
    codice_fiscale text,
    attivo         boolean NOT NULL,
    versione       bigint  NOT NULL,                -- of his stream
    cognome_nome   text    COLLATE "C" NOT NULL,    -- folded; «~», behind all names, when erased
    nome_cognome   text    COLLATE "C" NOT NULL
);
CREATE TABLE IF NOT EXISTS incarichi_v3 (
    operatore uuid    NOT NULL,
    numero    int     NOT NULL,     -- within the operator, from 1
    ruolo     text    NOT NULL,
    unita     uuid    NOT NULL,
    dal       date,                 -- absent for those given before days were kept
    al        date,                 -- the last day, if it has one
    riservati boolean NOT NULL,
    profilo   text,
    atto      text,
    PRIMARY KEY (operatore, numero)
);
CREATE INDEX IF NOT EXISTS unita_v3_padre ON unita_v3 (padre);
CREATE INDEX IF NOT EXISTS operatori_v3_cognome_nome ON operatori_v3 (cognome_nome, operatore);
CREATE INDEX IF NOT EXISTS incarichi_v3_unita ON incarichi_v3 (unita, operatore);
