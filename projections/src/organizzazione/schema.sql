-- Units and operators, as they are.
CREATE TABLE IF NOT EXISTS unita_v1 (
    unita       uuid    PRIMARY KEY,
    codice      text    NOT NULL,
    descrizione text    NOT NULL,
    tipo        text    NOT NULL,
    padre       uuid,
    cessata     boolean NOT NULL
);
CREATE TABLE IF NOT EXISTS operatori_v1 (
    operatore      uuid    PRIMARY KEY,
    cognome        text,            -- names and codice fiscale are absent when erased
    nome           text,
    codice_fiscale text,
    ruolo          text    NOT NULL,
    unita          uuid    NOT NULL,
    attivo         boolean NOT NULL,
    cognome_nome   text    COLLATE "C",
    nome_cognome   text    COLLATE "C"
);
CREATE INDEX IF NOT EXISTS unita_v1_padre ON unita_v1 (padre);
CREATE INDEX IF NOT EXISTS operatori_v1_unita ON operatori_v1 (unita);
CREATE INDEX IF NOT EXISTS operatori_v1_cognome_nome ON operatori_v1 (cognome_nome, operatore);
