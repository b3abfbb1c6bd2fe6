-- Who comes in, and what he asked of the register: bearer tokens and sealed ANPR consultations.
CREATE SCHEMA accesso;
REVOKE ALL ON SCHEMA accesso FROM PUBLIC;
GRANT USAGE ON SCHEMA accesso TO sigess_applicazione;

-- A token opens the API for one operator; only its SHA-256 is kept.
CREATE TABLE accesso.token (
    hash       bytea       PRIMARY KEY,
    operatore  uuid        NOT NULL,
    descrizione text       NOT NULL,
    creato     timestamptz NOT NULL DEFAULT now(),
    scade      timestamptz NOT NULL,
    revocato   timestamptz
);
CREATE INDEX token_operatore ON accesso.token (operatore);

-- What ANPR answered to an operator, sealed, for as long as he may import it.
CREATE TABLE accesso.consultazioni (
    id         uuid        PRIMARY KEY,
    operatore  uuid        NOT NULL,
    creata     timestamptz NOT NULL DEFAULT now(),
    scade      timestamptz NOT NULL,
    contenuto  bytea       NOT NULL               -- sealed with a system key; bound to id and operator
);
CREATE INDEX consultazioni_scade ON accesso.consultazioni (scade);
GRANT SELECT, INSERT, UPDATE, DELETE ON accesso.token, accesso.consultazioni TO sigess_applicazione;
