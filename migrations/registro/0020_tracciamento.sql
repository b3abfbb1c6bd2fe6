-- The read log: which operator was shown the data of whom, when, as what, by which right. A schema and a role of its own:
-- the application's role can neither read nor write it. docs/access.md says what is in it and for how long.

CREATE SCHEMA tracciamento;
REVOKE ALL ON SCHEMA tracciamento FROM PUBLIC;
GRANT USAGE ON SCHEMA tracciamento TO sigess_tracciamento;
-- Databases that were made before the role was do not let it in.
DO $$ BEGIN EXECUTE format('GRANT CONNECT ON DATABASE %I TO sigess_tracciamento', current_database()); END $$;

-- One row a request; more of them when it disclosed more than 200 people. No name and no codice fiscale is in it.
CREATE TABLE tracciamento.letture (
    indice    bigint      NOT NULL,                -- dense, in commit order, from 1: the index in the tree
    quando    timestamptz NOT NULL,                -- never runs against the index
    richiesta uuid        NOT NULL,
    operatore uuid        NOT NULL,
    soggetti  uuid[]      NOT NULL,                -- everybody of whom something was shown, or asked in vain
    contenuto json        NOT NULL,                -- the record; json, not jsonb: byte for byte what was hashed
    foglia    bytea       NOT NULL,                -- see docs/integrity.md
    PRIMARY KEY (quando, indice)
) PARTITION BY RANGE (quando);
-- Who looked at a person; what an operator looked at; what was shown in answer to a request that somebody quotes. These
-- indexes are made for every month with its partition.
CREATE INDEX letture_soggetti ON tracciamento.letture USING gin (soggetti);
CREATE INDEX letture_operatore ON tracciamento.letture (operatore, quando);
CREATE INDEX letture_richiesta ON tracciamento.letture (richiesta);

-- Months that have, or had, a partition, and the tree as it stood before the first record of the month: so a month can be
-- given up after its time and everything after it is proved as before.
CREATE TABLE tracciamento.mesi (
    mese       date        PRIMARY KEY,            -- first day, UTC
    prima      bigint      NOT NULL,               -- records before it
    frontiera  bytea       NOT NULL,
    eliminato  timestamptz
);

-- One row: how far the log goes, and the compact range of its tree, as in registro.log_head and found in the same way.
CREATE TABLE tracciamento.testa (
    indice    bigint      PRIMARY KEY,
    quando    timestamptz NOT NULL,
    frontiera bytea       NOT NULL
) WITH (fillfactor = 50, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_scale_factor = 0);
INSERT INTO tracciamento.testa (indice, quando, frontiera) VALUES (0, '-infinity', '');

CREATE TRIGGER testa_one_row BEFORE INSERT OR DELETE OR TRUNCATE ON tracciamento.testa
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
-- A month is given up by dropping its partition, which fires no trigger; nothing else takes a row away.
CREATE TRIGGER letture_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracciamento.letture
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();

-- The one way in, called with the records of all requests that wait. Every statement takes its own snapshot (plpgsql and
-- VOLATILE), so what is read after the lock is what was committed before it. The month's partition is made by the first
-- record of the month: no job can forget it, and no answer has to be withheld because one did.
CREATE FUNCTION tracciamento.annota(contenuti text[]) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    inizio   bigint;
    prima    timestamptz;
    albero   bytea;
    adesso   timestamptz;
    adesso_us bytea;
    del_mese date;
    parte    text;
    ultimo   bigint;
    foglie   bytea[] := '{}';
    node     bytea;
    level    int;
    rest     bigint;
BEGIN
    SELECT t.indice, t.quando, t.frontiera INTO STRICT inizio, prima, albero
      FROM tracciamento.testa t ORDER BY t.indice DESC LIMIT 1 FOR UPDATE;
    adesso := greatest(clock_timestamp(), prima);
    adesso_us := int8send((extract(epoch FROM adesso) * 1000000)::bigint);

    del_mese := date_trunc('month', adesso AT TIME ZONE 'UTC')::date;
    INSERT INTO tracciamento.mesi (mese, prima, frontiera) VALUES (del_mese, inizio, albero) ON CONFLICT DO NOTHING;
    IF FOUND THEN
        parte := 'letture_' || to_char(del_mese, 'YYYY_MM');
        -- Made apart and attached: that waits for no reader. Made as a partition, it would wait for all of them, and every
        -- answer of the service with it.
        EXECUTE format('CREATE TABLE tracciamento.%I (LIKE tracciamento.letture)', parte);
        EXECUTE format('ALTER TABLE tracciamento.letture ATTACH PARTITION tracciamento.%I FOR VALUES FROM (%L) TO (%L)',
            parte, del_mese::timestamp AT TIME ZONE 'UTC', (del_mese + interval '1 month') AT TIME ZONE 'UTC');
        -- A trigger for statements on the whole does not fire for what is done to a part of it.
        EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracciamento.%I '
            'FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change()', parte);
    END IF;

    ultimo := inizio;
    FOR i IN 1..cardinality(contenuti) LOOP
        rest := ultimo; ultimo := ultimo + 1;
        node := sha256('\x00'::bytea || int8send(ultimo) || adesso_us || sha256(convert_to(contenuti[i], 'UTF8')));
        foglie := foglie || node;
        -- fold the leaf into the compact range
        level := 0;
        WHILE rest & 1 = 1 LOOP
            node := sha256('\x01'::bytea || substr(albero, level * 32 + 1, 32) || node);
            level := level + 1; rest := rest >> 1;
        END LOOP;
        IF length(albero) <= level * 32 THEN albero := albero || node;
        ELSE albero := overlay(albero PLACING node FROM level * 32 + 1); END IF;
    END LOOP;

    INSERT INTO tracciamento.letture (indice, quando, richiesta, operatore, soggetti, contenuto, foglia)
    SELECT inizio + v.o, adesso, (v.c ->> 'richiesta')::uuid, (v.c ->> 'operatore')::uuid,
           ARRAY(SELECT s::uuid FROM json_array_elements_text(v.c -> 'soggetti') s), v.c, v.f
      FROM (SELECT u.c::json AS c, u.f, u.o FROM unnest(contenuti, foglie) WITH ORDINALITY u(c, f, o)) v;
    UPDATE tracciamento.testa SET indice = ultimo, quando = adesso, frontiera = albero WHERE indice = inizio;
    RETURN ultimo;
END $$;

REVOKE ALL ON FUNCTION tracciamento.annota FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracciamento.annota TO sigess_tracciamento;
GRANT SELECT ON tracciamento.letture, tracciamento.mesi, tracciamento.testa TO sigess_tracciamento;
