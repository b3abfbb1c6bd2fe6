-- How long the trail of logins is kept: as long as the read log, never less than two years. Until then nobody takes a row
-- away, the owner of the database neither.

DROP TRIGGER accessi_append_only ON accesso.accessi;
CREATE TRIGGER accessi_append_only BEFORE UPDATE OR TRUNCATE ON accesso.accessi
    FOR EACH STATEMENT EXECUTE FUNCTION registro.refuse_change();
CREATE TRIGGER accessi_kept BEFORE DELETE ON accesso.accessi
    FOR EACH ROW WHEN (OLD.quando > clock_timestamp() - interval '24 months')
    EXECUTE FUNCTION registro.refuse_change();

-- Takes away what is older than so many months; answers how many rows that were.
CREATE FUNCTION accesso.elimina_accessi(mesi integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    -- Read once: a clock in the condition would keep the index out.
    prima timestamptz := clock_timestamp() - make_interval(months => mesi);
    tolti bigint;
BEGIN
    IF mesi IS NULL OR mesi < 24 THEN
        RAISE EXCEPTION 'the trail of logins is kept for 24 months at least' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    DELETE FROM accesso.accessi WHERE quando < prima;
    GET DIAGNOSTICS tolti = ROW_COUNT;
    RETURN tolti;
END $$;
REVOKE ALL ON FUNCTION accesso.elimina_accessi FROM PUBLIC;
GRANT EXECUTE ON FUNCTION accesso.elimina_accessi TO sigess_applicazione;
