-- What postgres-es reads: its seven columns, with payload and ciphertexts joined, and position and instant beside the
-- metadata (its row type has no place for them). Our reader takes them apart again.
CREATE VIEW registro.events_postgres_es AS
SELECT e.aggregate_type, e.aggregate_id, e.sequence, e.event_type, e.event_version,
       json_build_object('payload', e.payload,
           'sigilli', (SELECT coalesce(json_agg(encode(s.b, 'hex') ORDER BY s.o), '[]')
                         FROM unnest(e.sigilli) WITH ORDINALITY s(b, o))) AS payload,
       json_build_object('metadata', e.metadata, 'position', e.position,
           'recorded_us', (extract(epoch FROM e.recorded_at) * 1000000)::bigint) AS metadata
  FROM registro.events e;
GRANT SELECT ON registro.events_postgres_es TO sigess_applicazione;

-- The last position recorded at or before an instant (0 when there is none): positions and instants rise together, so
-- a binary search over the unique index of positions does it, without an index on the instants.
CREATE FUNCTION registro.position_at(instant timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE low bigint := 0; high bigint; middle bigint; at timestamptz;
BEGIN
    SELECT max(h.position) INTO high FROM registro.log_head h;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        SELECT e.recorded_at INTO at FROM registro.events e WHERE e.position = middle;
        IF at <= instant THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    RETURN low;
END $$;
REVOKE ALL ON FUNCTION registro.position_at FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registro.position_at TO sigess_applicazione;
