-- The subjects of the internal registry, as they are found and named in lists.
CREATE TABLE IF NOT EXISTS soggetti_v1 (
    soggetto         uuid   PRIMARY KEY,
    codice           bigint NOT NULL,
    cognome          text,              -- everything from here on is absent when erased
    nome             text,
    sesso            text,
    data_nascita     date,
    precisione       text,              -- how much of the birth date is known: giorno, mese, anno
    luogo_nascita    text,
    codice_fiscale   text COLLATE "C",
    indicatore_cf    text,
    stato_demografico text,
    cf_base          text COLLATE "C",  -- the codice fiscale without omocodia
    cognome_nome     text COLLATE "C",  -- folded surname, a blank, folded name: a blank sorts before every letter
    nome_cognome     text COLLATE "C",
    posizione        bigint NOT NULL    -- of the last change
);
CREATE UNIQUE INDEX IF NOT EXISTS soggetti_v1_codice ON soggetti_v1 (codice);
CREATE INDEX IF NOT EXISTS soggetti_v1_cf ON soggetti_v1 (codice_fiscale, soggetto);
CREATE INDEX IF NOT EXISTS soggetti_v1_cf_base ON soggetti_v1 (cf_base, soggetto);
CREATE INDEX IF NOT EXISTS soggetti_v1_cognome_nome ON soggetti_v1 (cognome_nome, soggetto);
CREATE INDEX IF NOT EXISTS soggetti_v1_nome_cognome ON soggetti_v1 (nome_cognome, soggetto);
CREATE INDEX IF NOT EXISTS soggetti_v1_nascita ON soggetti_v1 (data_nascita, cognome_nome, soggetto);

-- Distinct folded surnames and names, with how many subjects have them.
CREATE TABLE IF NOT EXISTS soggetti_dizionario_v1 (
    campo  text   NOT NULL,             -- cognome, nome
    parola text   COLLATE "C" NOT NULL,
    quanti bigint NOT NULL CHECK (quanti > 0),
    PRIMARY KEY (campo, parola)
);
-- Each of these words, and each of them with one character left out.
CREATE TABLE IF NOT EXISTS soggetti_varianti_v1 (
    variante text COLLATE "C" NOT NULL,
    campo    text NOT NULL,
    parola   text COLLATE "C" NOT NULL,
    PRIMARY KEY (variante, campo, parola)
);
