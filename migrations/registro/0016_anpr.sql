-- How much is asked of ANPR: calls of each e-service by day and hour, as PDND counts them, and when a household was last
-- checked without anybody asking. Both hold no datum of anybody.
CREATE TABLE accesso.chiamate_anpr (
    giorno   date     NOT NULL,                   -- in the office (Europe/Rome)
    servizio text     NOT NULL,                   -- use case, for example C021
    ora      smallint NOT NULL,
    chiamate bigint   NOT NULL,
    PRIMARY KEY (giorno, servizio, ora)
);

CREATE TABLE accesso.verifiche_anpr (
    soggetto uuid        PRIMARY KEY,
    giorno   date        NOT NULL,                -- in the office (Europe/Rome)
    tentata  timestamptz NOT NULL
);
CREATE INDEX verifiche_anpr_giorno ON accesso.verifiche_anpr (giorno);
GRANT SELECT, INSERT, UPDATE ON accesso.chiamate_anpr, accesso.verifiche_anpr TO sigess_applicazione;
