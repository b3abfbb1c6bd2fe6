-- What becomes of records of the read log after their time: whole months are given up, never sooner than after two years,
-- and that is itself a record. The tree before the next month stands for what went (docs/integrity.md).

-- Gives up the oldest month that ended at least so many months ago; answers its first day, nothing when there is none.
-- It must not keep the answers of the service waiting: where somebody reads the log, it gives way and is tried again.
CREATE FUNCTION tracciamento.elimina(mesi integer) RETURNS date
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '2s' AS $$
DECLARE
    vecchio date;
    tolti   bigint;
BEGIN
    IF mesi IS NULL OR mesi < 24 THEN
        RAISE EXCEPTION 'records of the read log are kept for 24 months at least' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM 1 FROM tracciamento.testa FOR UPDATE;
    SELECT m.mese INTO vecchio FROM tracciamento.mesi m
     WHERE m.eliminato IS NULL
       AND m.mese + make_interval(months => mesi + 1) <= (clock_timestamp() AT TIME ZONE 'UTC')
     ORDER BY m.mese LIMIT 1;
    IF vecchio IS NULL THEN RETURN NULL; END IF;
    -- The record comes first: it makes sure that a later month is there, with the tree before it.
    SELECT count(*) INTO tolti FROM tracciamento.letture l
     WHERE l.quando >= vecchio::timestamp AT TIME ZONE 'UTC'
       AND l.quando < (vecchio + interval '1 month') AT TIME ZONE 'UTC';
    PERFORM tracciamento.annota(ARRAY[json_build_object(
        'richiesta', gen_random_uuid(), 'operatore', '00000000-0000-0000-0000-000000000000',
        'ruolo', 'SISTEMA', 'unita', '00000000-0000-0000-0000-000000000000', 'canale', 'termine', 'livello', '',
        'operazione', 'EliminaMese', 'soggetti', '[]'::json,
        'letture', json_build_array(json_build_object(
            'accesso', 'ELIMINAZIONE', 'esito', 'ELIMINATO', 'mese', vecchio, 'record', tolti)))::text]);
    UPDATE tracciamento.mesi SET eliminato = clock_timestamp() WHERE mese = vecchio;
    EXECUTE format('DROP TABLE tracciamento.%I', 'letture_' || to_char(vecchio, 'YYYY_MM'));
    RETURN vecchio;
END $$;
REVOKE ALL ON FUNCTION tracciamento.elimina FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tracciamento.elimina TO sigess_tracciamento;

-- The partition of a month, for a restore: only the owner of the database calls it, with a month that tracciamento.mesi names.
CREATE FUNCTION tracciamento.apri_mese(del_mese date) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    parte text := 'letture_' || to_char(del_mese, 'YYYY_MM');
BEGIN
    EXECUTE format('CREATE TABLE tracciamento.%I (LIKE tracciamento.letture)', parte);
    EXECUTE format('ALTER TABLE tracciamento.letture ATTACH PARTITION tracciamento.%I FOR VALUES FROM (%L) TO (%L)',
        parte, del_mese::timestamp AT TIME ZONE 'UTC', (del_mese + interval '1 month') AT TIME ZONE 'UTC');
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON tracciamento.%I '
        'FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change()', parte);
END $$;
REVOKE ALL ON FUNCTION tracciamento.apri_mese FROM PUBLIC;
