-- Alerts: what in the read log somebody who controls must look at, and what he made of it. Nothing of it is ever changed
-- or taken away: a later step is a later row.

CREATE TABLE tracciamento.avvisi (
    avviso    uuid        PRIMARY KEY DEFAULT gen_random_uuid(),
    quando    timestamptz NOT NULL DEFAULT clock_timestamp(),
    genere    text        NOT NULL,                -- domain/src/tracciamento/avvisi.rs
    operatore uuid        NOT NULL,                -- about whose readings
    chiave    text        NOT NULL,                -- what makes two of them the same: the day, the file
    quanti    integer     NOT NULL,                -- files, refusals: what the kind counts
    soggetti  uuid[]      NOT NULL,                -- of whom, at most 200
    UNIQUE (genere, operatore, chiave)
);
CREATE INDEX avvisi_quando ON tracciamento.avvisi (quando DESC, avviso DESC);

CREATE TABLE tracciamento.avvisi_passi (
    avviso  uuid        NOT NULL REFERENCES tracciamento.avvisi,
    passo   integer     NOT NULL,
    quando  timestamptz NOT NULL DEFAULT clock_timestamp(),
    comando uuid        UNIQUE,                    -- of whoever made it; none where the system raised the alert
    richiesta bytea,                               -- keyed hash of what was asked: a repeat is known by it
    autore  uuid,
    stato   text        NOT NULL CHECK (stato IN ('APERTO', 'IN_ESAME', 'CHIUSO')),
    esito   text,
    nota    bytea,                                 -- sealed
    PRIMARY KEY (avviso, passo),
    CHECK ((stato = 'CHIUSO') = (esito IS NOT NULL))
);

CREATE TRIGGER avvisi_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracciamento.avvisi
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
CREATE TRIGGER avvisi_passi_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracciamento.avvisi_passi
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();

-- Files opened by an operator on a day: his habit. Kept by the job that looks for alerts.
CREATE TABLE tracciamento.abitudini (
    operatore uuid    NOT NULL,
    giorno    date    NOT NULL,
    aperte    integer NOT NULL,
    PRIMARY KEY (operatore, giorno)
);

-- Raises an alert; the same a second time is no other. Answers it where it is new.
CREATE FUNCTION tracciamento.segnala(genere text, operatore uuid, chiave text, quanti integer, soggetti uuid[])
RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    nuovo uuid;
BEGIN
    INSERT INTO tracciamento.avvisi (genere, operatore, chiave, quanti, soggetti)
    VALUES (segnala.genere, segnala.operatore, segnala.chiave, segnala.quanti, segnala.soggetti)
    ON CONFLICT DO NOTHING RETURNING avviso INTO nuovo;
    IF nuovo IS NOT NULL THEN
        INSERT INTO tracciamento.avvisi_passi (avviso, passo, stato) VALUES (nuovo, 1, 'APERTO');
    END IF;
    RETURN nuovo;
END $$;

-- The next step of an alert, by somebody who saw step `dopo`. A closed one stays closed. Answers what became of it:
-- FATTO, RIPETUTO (the same command), DIVERSO (another one with its id), SUPERATO (somebody was quicker), INESISTENTE.
CREATE FUNCTION tracciamento.avanza(avviso uuid, dopo integer, comando uuid, richiesta bytea, autore uuid, stato text, esito text,
    nota bytea)
RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ultimo tracciamento.avvisi_passi;
    prima  tracciamento.avvisi_passi;
BEGIN
    PERFORM 1 FROM tracciamento.avvisi a WHERE a.avviso = avanza.avviso FOR UPDATE;
    IF NOT FOUND THEN RETURN 'INESISTENTE'; END IF;
    SELECT * INTO prima FROM tracciamento.avvisi_passi p WHERE p.comando = avanza.comando;
    IF FOUND THEN
        RETURN CASE WHEN prima.autore = avanza.autore AND prima.richiesta = avanza.richiesta THEN 'RIPETUTO'
                    ELSE 'DIVERSO' END;
    END IF;
    SELECT * INTO STRICT ultimo FROM tracciamento.avvisi_passi p
     WHERE p.avviso = avanza.avviso ORDER BY p.passo DESC LIMIT 1;
    IF ultimo.passo <> avanza.dopo OR ultimo.stato = 'CHIUSO' THEN RETURN 'SUPERATO'; END IF;
    INSERT INTO tracciamento.avvisi_passi (avviso, passo, comando, richiesta, autore, stato, esito, nota)
    VALUES (avanza.avviso, ultimo.passo + 1, avanza.comando, avanza.richiesta, avanza.autore, avanza.stato, avanza.esito, avanza.nota);
    RETURN 'FATTO';
END $$;

CREATE FUNCTION tracciamento.abitudine(operatore uuid, giorno date, aperte integer) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO tracciamento.abitudini (operatore, giorno, aperte) VALUES ($1, $2, $3)
    ON CONFLICT ON CONSTRAINT abitudini_pkey DO UPDATE SET aperte = excluded.aperte;
$$;

REVOKE ALL ON FUNCTION tracciamento.segnala, tracciamento.avanza, tracciamento.abitudine FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracciamento.segnala, tracciamento.avanza, tracciamento.abitudine TO sigess_tracciamento;
GRANT SELECT ON tracciamento.avvisi, tracciamento.avvisi_passi, tracciamento.abitudini TO sigess_tracciamento;
