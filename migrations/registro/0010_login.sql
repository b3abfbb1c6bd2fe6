-- Operators log in at an identity provider (OpenID Connect): what a login leaves behind while it is under way, the
-- sessions it opens, and the trail of who came in, who was turned away and why. No token is kept in clear.

-- A login under way: 10 minutes, read once (DELETE ... RETURNING), only by the browser that began it.
CREATE TABLE accesso.login_in_corso (
    stato     bytea       PRIMARY KEY,             -- SHA-256 of the `state` sent to the provider
    browser   bytea       NOT NULL,                -- SHA-256 of the login cookie
    gestore   text        NOT NULL,                -- id of the provider in the configuration
    nonce     text        NOT NULL,
    verifica  text        NOT NULL,                -- PKCE verifier
    ritorno   text        NOT NULL,                -- path of our own to go back to
    creato    timestamptz NOT NULL,
    scade     timestamptz NOT NULL
);
CREATE INDEX login_in_corso_scade ON accesso.login_in_corso (scade);

-- Whose a subject of a provider is: the same pair never becomes another operator.
CREATE TABLE accesso.identita (
    iss       text        NOT NULL,
    sub       text        NOT NULL,
    operatore uuid        NOT NULL,
    creata    timestamptz NOT NULL,
    PRIMARY KEY (iss, sub)
);

CREATE TABLE accesso.sessioni (
    hash        bytea       PRIMARY KEY,           -- SHA-256 of the session cookie
    operatore   uuid        NOT NULL,
    unita       uuid        NOT NULL,              -- active office at login
    gestore     text        NOT NULL,
    iss         text        NOT NULL,
    sub         text        NOT NULL,
    sid         text,                              -- session at the provider, where it has a name
    livello     smallint    NOT NULL CHECK (livello IN (2, 3)),
    autenticata timestamptz,                       -- auth_time, as the provider says it
    creata      timestamptz NOT NULL,
    vista       timestamptz NOT NULL,              -- last use, written at most once a minute
    scade       timestamptz NOT NULL,              -- absolute end
    revocata    timestamptz,
    motivo      text,                              -- why it was revoked
    sigillo     bytea,                             -- access token for its revocation, sealed; gone with the session
    CHECK ((revocata IS NULL) = (motivo IS NULL))
);
CREATE INDEX sessioni_operatore ON accesso.sessioni (operatore) WHERE revocata IS NULL;
CREATE INDEX sessioni_gestore ON accesso.sessioni (iss, sub) WHERE revocata IS NULL;
CREATE INDEX sessioni_scade ON accesso.sessioni (scade);

-- Logout tokens that were carried out: each counts once.
CREATE TABLE accesso.logout_visti (
    gestore text        NOT NULL,
    jti     bytea       NOT NULL,                  -- SHA-256
    scade   timestamptz NOT NULL,
    PRIMARY KEY (gestore, jti)
);
CREATE INDEX logout_visti_scade ON accesso.logout_visti (scade);

-- The trail. Append-only for the application; the codice fiscale of whoever is not enabled only as a keyed hash, so
-- that an administrator who knows it can find the attempt and nobody can list the people.
CREATE TABLE accesso.accessi (
    id        bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    quando    timestamptz NOT NULL,
    esito     text        NOT NULL,
    motivo    text,
    gestore   text        NOT NULL,
    operatore uuid,
    persona   bytea,
    livello   smallint,
    richiesta uuid
);
CREATE INDEX accessi_quando ON accesso.accessi (quando);
CREATE INDEX accessi_operatore ON accesso.accessi (operatore, quando);

GRANT SELECT, INSERT, DELETE ON accesso.login_in_corso, accesso.logout_visti TO sigess_applicazione;
GRANT SELECT, INSERT ON accesso.identita, accesso.accessi TO sigess_applicazione;
GRANT SELECT, INSERT, UPDATE, DELETE ON accesso.sessioni TO sigess_applicazione;
