-- Schema of the read models. They can be rebuilt from the log at any time and are left out of long-term backups.
-- Every projection makes its own tables here, with its version in their names; this file only makes the list of
-- how far each has come.
CREATE SCHEMA letture;
REVOKE ALL ON SCHEMA letture FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA letture TO sigess_applicazione;

CREATE TABLE letture.proiezioni (
    nome      text        NOT NULL,
    versione  int         NOT NULL,
    position  bigint      NOT NULL,               -- last position folded
    errore    text,                               -- why it stopped: (type, version, position), never a value
    aggiornata timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (nome, versione)
);
GRANT SELECT, INSERT, UPDATE, DELETE ON letture.proiezioni TO sigess_applicazione;
