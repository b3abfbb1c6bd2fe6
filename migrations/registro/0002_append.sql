-- The one way into the log. Called by the writer task of every process with a batch of commands; decides them one by
-- one in the order given (the first wins, one refusal never fails its neighbours), and stores what it accepts.
--
-- plpgsql and VOLATILE on purpose: every statement takes its own snapshot, so the checks see what was committed while
-- this call waited for the row of log_head. A single CTE would look at the snapshot from before the wait.
--
-- Input, as parallel arrays:
--   c_*  one row a command: id, HMAC of the canonical request, stream, version of the stream it was decided on;
--        a stream and a command id occur at most once in a batch
--   e_*  one row an event, in order; e_command is the number of its command (from 1), ascending
--   s_*  one row a sealed partition, in order; s_event is the number of its event (from 1), ascending
--   r_*  one row a reservation, in order; r_command as above
-- Output, one row a command, in order:
--   stored        position, version and instant of its last event
--   repeated      the command was stored before: position, stream and version of then
--   different     the command id was used before with another request
--   conflict      the stream is not at the expected version; version says where it is
--   reserved      a reservation is held by somebody else: scope and holder
CREATE FUNCTION registro.append(
    c_id uuid[], c_hmac bytea[], c_type text[], c_stream text[], c_version bigint[],
    e_command int[], e_type text[], e_version text[], e_payload text[], e_metadata text[],
    s_event int[], s_bytes bytea[],
    r_command int[], r_scope text[], r_hash bytea[], r_holder text[], r_reserve boolean[]
) RETURNS TABLE (res_outcome text, res_position bigint, res_recorded_at timestamptz, res_stream text,
                 res_version bigint, res_scope text, res_holder text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    commands  constant int := cardinality(c_id);
    events    constant int := cardinality(e_command);
    seals     constant int := cardinality(s_event);
    requests  constant int := cardinality(r_command);
    head      bigint;
    head_time timestamptz;
    tree      bytea;
    numbered  text[];       -- event types that take a number
    now_at    timestamptz;
    now_us    bytea;
    -- what is known of every command before it is decided
    d_position bigint[]; d_hmac bytea[]; d_stream text[]; d_version bigint[];
    last_seq   bigint[]; last_leaf bytea[];
    -- what is decided
    o_position bigint[]     := array_fill(NULL::bigint, ARRAY[commands]);
    o_version bigint[]      := array_fill(NULL::bigint, ARRAY[commands]);
    k_position bigint[]     := array_fill(NULL::bigint, ARRAY[events]);
    k_sequence bigint[]     := array_fill(NULL::bigint, ARRAY[events]);
    k_leaf    bytea[]       := array_fill(NULL::bytea, ARRAY[events]);
    k_seal    int[]         := array_fill(1, ARRAY[events + 1]);    -- first partition of the event; then of the next
    last bigint;            -- last position given out
    e  int := 1; s int := 1; r int := 1; r_first int;
    found_holder text;
    sequence bigint;
    leaf     bytea;
    seal_hashes bytea;
    node  bytea; level int; rest bigint;
    rule  record;
    series text;
BEGIN
    SELECT h.position, h.recorded_at, h.frontier, ARRAY(SELECT q.event_type FROM registro.numerazioni q)
      INTO STRICT head, head_time, tree, numbered
      FROM registro.log_head h ORDER BY h.position DESC LIMIT 1 FOR UPDATE;
    now_at := greatest(clock_timestamp(), head_time);
    now_us := int8send((extract(epoch FROM now_at) * 1000000)::bigint);
    last := head;

    SELECT array_agg(k.position), array_agg(k.request_hmac), array_agg(k.aggregate_id), array_agg(k.version),
           array_agg(k.sequence), array_agg(k.leaf)
      INTO d_position, d_hmac, d_stream, d_version, last_seq, last_leaf
      FROM (SELECT l.position, l.request_hmac, l.aggregate_id, l.version, coalesce(m.sequence, 0) AS sequence, m.leaf
              FROM unnest(c_id, c_type, c_stream) WITH ORDINALITY c(id, ty, st, o)
              LEFT JOIN registro.command_log l ON l.command_id = c.id
              LEFT JOIN LATERAL (SELECT v.sequence, v.leaf FROM registro.events v
                                  WHERE v.aggregate_type = c.ty AND v.aggregate_id = c.st
                                  ORDER BY v.sequence DESC LIMIT 1) m ON true
             ORDER BY c.o) k;

    res_recorded_at := now_at;
    FOR i IN 1..commands LOOP
        res_outcome := NULL; res_position := NULL; res_stream := c_stream[i]; res_version := NULL;
        res_scope := NULL; res_holder := NULL;
        IF d_position[i] IS NOT NULL THEN
            IF d_hmac[i] = c_hmac[i] THEN
                res_outcome := 'repeated'; res_position := d_position[i];
                res_stream := d_stream[i]; res_version := d_version[i];
            ELSE
                res_outcome := 'different';
            END IF;
        ELSIF last_seq[i] <> c_version[i] THEN
            res_outcome := 'conflict'; res_version := last_seq[i];
        END IF;

        -- Reservations: first all are checked, each against what the log holds and what the command itself has done to
        -- the same value before it; then all are made. So a refused command leaves none.
        r_first := r;
        WHILE r <= requests AND r_command[r] = i LOOP
            IF res_outcome IS NULL AND r_reserve[r] THEN
                SELECT p.titolare INTO found_holder FROM registro.prenotazioni p
                 WHERE p.ambito = r_scope[r] AND p.hash = r_hash[r];
                FOR q IN r_first..r - 1 LOOP
                    IF r_scope[q] = r_scope[r] AND r_hash[q] = r_hash[r] THEN
                        IF r_reserve[q] THEN found_holder := r_holder[q];
                        ELSIF found_holder = r_holder[q] THEN found_holder := NULL;
                        END IF;
                    END IF;
                END LOOP;
                IF found_holder <> r_holder[r] THEN
                    res_outcome := 'reserved'; res_scope := r_scope[r]; res_holder := found_holder;
                END IF;
            END IF;
            r := r + 1;
        END LOOP;
        IF res_outcome IS NULL THEN
            FOR q IN r_first..r - 1 LOOP
                IF r_reserve[q] THEN
                    INSERT INTO registro.prenotazioni (ambito, hash, titolare, position)
                    VALUES (r_scope[q], r_hash[q], r_holder[q], last + 1) ON CONFLICT DO NOTHING;
                ELSE
                    DELETE FROM registro.prenotazioni p
                     WHERE p.ambito = r_scope[q] AND p.hash = r_hash[q] AND p.titolare = r_holder[q];
                END IF;
            END LOOP;
        END IF;

        sequence := c_version[i];
        leaf := coalesce(last_leaf[i], decode(repeat('00', 32), 'hex'));
        WHILE e <= events AND e_command[e] = i LOOP
            seal_hashes := '';
            WHILE s <= seals AND s_event[s] = e LOOP
                seal_hashes := seal_hashes || sha256(s_bytes[s]);
                s := s + 1;
            END LOOP;
            IF res_outcome IS NULL THEN
                last := last + 1; sequence := sequence + 1;
                leaf := sha256('\x00'::bytea || int8send(last) || now_us || leaf
                    || int4send(octet_length(c_type[i]))    || convert_to(c_type[i], 'UTF8')
                    || int4send(octet_length(c_stream[i]))  || convert_to(c_stream[i], 'UTF8')
                    || int8send(sequence)
                    || int4send(octet_length(e_type[e]))    || convert_to(e_type[e], 'UTF8')
                    || int4send(octet_length(e_version[e])) || convert_to(e_version[e], 'UTF8')
                    || sha256(convert_to(e_payload[e], 'UTF8')) || sha256(convert_to(e_metadata[e], 'UTF8'))
                    || int4send(s - k_seal[e]) || seal_hashes);
                k_position[e] := last; k_sequence[e] := sequence; k_leaf[e] := leaf;

                -- fold the leaf into the compact range
                node := leaf; level := 0; rest := last - 1;
                WHILE rest & 1 = 1 LOOP
                    node := sha256('\x01'::bytea || substr(tree, level * 32 + 1, 32) || node);
                    level := level + 1; rest := rest >> 1;
                END LOOP;
                IF length(tree) <= level * 32 THEN tree := tree || node;
                ELSE tree := overlay(tree PLACING node FROM level * 32 + 1); END IF;

                IF e_type[e] = ANY (numbered) THEN
                    SELECT q.prefisso, q.campo, q.annuale INTO rule FROM registro.numerazioni q WHERE q.event_type = e_type[e];
                    series := concat_ws('/', rule.prefisso,
                        CASE WHEN rule.campo IS NOT NULL THEN coalesce(e_payload[e]::json ->> rule.campo, '') END,
                        CASE WHEN rule.annuale THEN extract(year FROM now_at AT TIME ZONE 'Europe/Rome')::text END);
                    INSERT INTO registro.numeri (serie, n, position)
                    VALUES (series, coalesce((SELECT z.n FROM registro.numeri z WHERE z.serie = series
                                               ORDER BY z.n DESC LIMIT 1), 0) + 1, last);
                END IF;
            END IF;
            e := e + 1; k_seal[e] := s;
        END LOOP;
        IF res_outcome IS NULL THEN
            IF sequence = c_version[i] THEN RAISE EXCEPTION 'append: a command without events'; END IF;
            res_outcome := 'stored'; res_position := last; res_version := sequence;
            o_position[i] := last; o_version[i] := sequence;
        END IF;
        RETURN NEXT;
    END LOOP;
    IF e <= events OR s <= seals OR r <= requests THEN RAISE EXCEPTION 'append: input out of order'; END IF;

    IF last > head THEN
        INSERT INTO registro.events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload,
                                     metadata, sigilli, position, recorded_at, leaf)
        SELECT c_type[v.cmd], c_stream[v.cmd], v.seq, v.ty, v.ver, v.p::json, v.m::json,
               -- A subquery costs more than the two usual cases are worth.
               CASE k_seal[v.o + 1] - k_seal[v.o]
                    WHEN 0 THEN '{}'
                    WHEN 1 THEN ARRAY[s_bytes[k_seal[v.o]]]
                    ELSE ARRAY(SELECT s_bytes[g] FROM generate_series(k_seal[v.o], k_seal[v.o + 1] - 1) g ORDER BY g) END,
               v.pos, now_at, v.lf
          FROM unnest(e_command, e_type, e_version, e_payload, e_metadata, k_position, k_sequence, k_leaf)
               WITH ORDINALITY v(cmd, ty, ver, p, m, pos, seq, lf, o)
         WHERE v.pos IS NOT NULL;
        INSERT INTO registro.command_log (command_id, request_hmac, aggregate_type, aggregate_id, version, position)
        SELECT v.id, v.h, v.ty, v.st, v.ver, v.pos
          FROM unnest(c_id, c_hmac, c_type, c_stream, o_version, o_position) v(id, h, ty, st, ver, pos)
         WHERE v.pos IS NOT NULL;
        UPDATE registro.log_head SET position = last, recorded_at = now_at, frontier = tree WHERE position = head;
        PERFORM pg_notify('sigess_registro', last::text);
    END IF;
END $$;

REVOKE ALL ON FUNCTION registro.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registro.append TO sigess_applicazione;
