-- Tokens of machines take the place of tokens that acted as an operator: a token has scopes, not a role. The old table
-- stays for one release, empty of anything that opens, so that the binary of before (or one brought back) fails closed.
UPDATE accesso.token SET revocato = now() WHERE revocato IS NULL;
REVOKE ALL ON accesso.token FROM sigess_applicazione;
GRANT SELECT ON accesso.token TO sigess_applicazione;

-- Rows are never deleted: they also are the record of who answered for which token, and until when.
CREATE TABLE accesso.token_macchine (
    id           uuid        PRIMARY KEY,
    hash         bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),   -- SHA-256 of the token
    ambiti       text[]      NOT NULL CHECK (cardinality(ambiti) > 0),          -- what it opens; names as in the program
    responsabile uuid        NOT NULL,             -- operator who answers for it
    descrizione  text        NOT NULL,             -- what it is for
    creato       timestamptz NOT NULL,
    scade        timestamptz NOT NULL CHECK (scade <= creato + interval '2160 hours'),   -- 90 days
    usato        timestamptz,                      -- last use, written at most once a minute
    revocato     timestamptz
);
GRANT SELECT, INSERT, UPDATE (usato, revocato) ON accesso.token_macchine TO sigess_applicazione;
