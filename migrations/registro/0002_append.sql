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
    now_at    timestamptz;
    now_us    bytea;
    year      text;
    -- what is known of every command before it is decided
    d_position bigint[]; d_hmac bytea[]; d_stream text[]; d_version bigint[];
    last_seq   bigint[]; last_leaf bytea[];
    -- what is decided
    o_outcome text[]        := array_fill(NULL::text, ARRAY[commands]);
    o_position bigint[]     := array_fill(NULL::bigint, ARRAY[commands]);
    o_stream  text[]        := c_stream;
    o_version bigint[]      := array_fill(NULL::bigint, ARRAY[commands]);
    o_scope   text[]        := array_fill(NULL::text, ARRAY[commands]);
    o_holder  text[]        := array_fill(NULL::text, ARRAY[commands]);
    k_position bigint[]     := array_fill(NULL::bigint, ARRAY[events]);
    k_sequence bigint[]     := array_fill(NULL::bigint, ARRAY[events]);
    k_leaf    bytea[]       := array_fill(NULL::bytea, ARRAY[events]);
    last bigint;            -- last position given out
    e  int := 1; s int := 1; r int := 1; r_first int;
    found_holder text;
    sequence bigint;
    leaf     bytea;
    seal_hashes bytea;
    seal_count  int;
    node  bytea; level int; rest bigint;
    rule  record;
    series text;
BEGIN
    SELECT h.position, h.recorded_at, h.frontier INTO head, head_time, tree
      FROM registro.log_head h WHERE h.one FOR UPDATE;
    now_at := greatest(clock_timestamp(), head_time);
    now_us := int8send((extract(epoch FROM now_at) * 1000000)::bigint);
    last := head;

    SELECT array_agg(l.position ORDER BY c.o), array_agg(l.request_hmac ORDER BY c.o),
           array_agg(l.aggregate_id ORDER BY c.o), array_agg(l.version ORDER BY c.o),
           array_agg(coalesce(m.sequence, 0) ORDER BY c.o), array_agg(m.leaf ORDER BY c.o)
      INTO d_position, d_hmac, d_stream, d_version, last_seq, last_leaf
      FROM unnest(c_id, c_type, c_stream) WITH ORDINALITY c(id, ty, st, o)
      LEFT JOIN LATERAL (SELECT * FROM registro.command_log q WHERE q.command_id = c.id) l ON true
      LEFT JOIN LATERAL (SELECT v.sequence, v.leaf FROM registro.events v
                          WHERE v.aggregate_type = c.ty AND v.aggregate_id = c.st
                          ORDER BY v.sequence DESC LIMIT 1) m ON true;

    FOR i IN 1..commands LOOP
        IF d_position[i] IS NOT NULL THEN
            IF d_hmac[i] = c_hmac[i] THEN
                o_outcome[i] := 'repeated'; o_position[i] := d_position[i];
                o_stream[i] := d_stream[i]; o_version[i] := d_version[i];
            ELSE
                o_outcome[i] := 'different';
            END IF;
        ELSIF last_seq[i] <> c_version[i] THEN
            o_outcome[i] := 'conflict'; o_version[i] := last_seq[i];
        END IF;

        -- Reservations: first all are checked, then all are made, so that a refused command leaves none.
        r_first := r;
        WHILE r <= requests AND r_command[r] = i LOOP
            IF o_outcome[i] IS NULL AND r_reserve[r] THEN
                SELECT p.titolare INTO found_holder FROM registro.prenotazioni p
                 WHERE p.ambito = r_scope[r] AND p.hash = r_hash[r];
                IF FOUND AND found_holder <> r_holder[r] THEN
                    o_outcome[i] := 'reserved'; o_scope[i] := r_scope[r]; o_holder[i] := found_holder;
                END IF;
            END IF;
            r := r + 1;
        END LOOP;
        IF o_outcome[i] IS NULL THEN
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
            seal_hashes := ''; seal_count := 0;
            WHILE s <= seals AND s_event[s] = e LOOP
                seal_hashes := seal_hashes || sha256(s_bytes[s]); seal_count := seal_count + 1;
                s := s + 1;
            END LOOP;
            IF o_outcome[i] IS NULL THEN
                last := last + 1; sequence := sequence + 1;
                leaf := sha256('\x00'::bytea || int8send(last) || now_us || leaf
                    || int4send(octet_length(c_type[i]))    || convert_to(c_type[i], 'UTF8')
                    || int4send(octet_length(c_stream[i]))  || convert_to(c_stream[i], 'UTF8')
                    || int8send(sequence)
                    || int4send(octet_length(e_type[e]))    || convert_to(e_type[e], 'UTF8')
                    || int4send(octet_length(e_version[e])) || convert_to(e_version[e], 'UTF8')
                    || sha256(convert_to(e_payload[e], 'UTF8')) || sha256(convert_to(e_metadata[e], 'UTF8'))
                    || int4send(seal_count) || seal_hashes);
                k_position[e] := last; k_sequence[e] := sequence; k_leaf[e] := leaf;

                -- fold the leaf into the compact range
                node := leaf; level := 0; rest := last - 1;
                WHILE rest & 1 = 1 LOOP
                    node := sha256('\x01'::bytea || substr(tree, level * 32 + 1, 32) || node);
                    level := level + 1; rest := rest >> 1;
                END LOOP;
                IF length(tree) <= level * 32 THEN tree := tree || node;
                ELSE tree := overlay(tree PLACING node FROM level * 32 + 1); END IF;

                SELECT q.prefisso, q.campo, q.annuale INTO rule FROM registro.numerazioni q WHERE q.event_type = e_type[e];
                IF FOUND THEN
                    year := extract(year FROM now_at AT TIME ZONE 'Europe/Rome')::text;
                    series := concat_ws('/', rule.prefisso,
                        CASE WHEN rule.campo IS NOT NULL THEN coalesce(e_payload[e]::json ->> rule.campo, '') END,
                        CASE WHEN rule.annuale THEN year END);
                    INSERT INTO registro.numeri (serie, n, position)
                    VALUES (series, coalesce((SELECT z.n FROM registro.numeri z WHERE z.serie = series
                                               ORDER BY z.n DESC LIMIT 1), 0) + 1, last);
                END IF;
            END IF;
            e := e + 1;
        END LOOP;
        IF o_outcome[i] IS NULL THEN
            IF sequence = c_version[i] THEN RAISE EXCEPTION 'append: a command without events'; END IF;
            o_outcome[i] := 'stored'; o_position[i] := last; o_version[i] := sequence;
        END IF;
    END LOOP;
    IF e <= events OR s <= seals OR r <= requests THEN RAISE EXCEPTION 'append: input out of order'; END IF;

    IF last > head THEN
        INSERT INTO registro.events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload,
                                     metadata, sigilli, position, recorded_at, leaf)
        SELECT c_type[v.cmd], c_stream[v.cmd], v.seq, v.ty, v.ver, v.p::json, v.m::json, coalesce(z.sigilli, '{}'),
               v.pos, now_at, v.lf
          FROM unnest(e_command, e_type, e_version, e_payload, e_metadata, k_position, k_sequence, k_leaf)
               WITH ORDINALITY v(cmd, ty, ver, p, m, pos, seq, lf, o)
          LEFT JOIN (SELECT t.ev, array_agg(t.b ORDER BY t.o) AS sigilli
                       FROM unnest(s_event, s_bytes) WITH ORDINALITY t(ev, b, o) GROUP BY t.ev) z ON z.ev = v.o
         WHERE v.pos IS NOT NULL;
        INSERT INTO registro.command_log (command_id, request_hmac, aggregate_type, aggregate_id, version, position)
        SELECT v.id, v.h, v.ty, v.st, v.ver, v.pos
          FROM unnest(c_id, c_hmac, c_type, c_stream, o_outcome, o_version, o_position) v(id, h, ty, st, res, ver, pos)
         WHERE v.res = 'stored';
        UPDATE registro.log_head SET position = last, recorded_at = now_at, frontier = tree WHERE one;
        PERFORM pg_notify('sigess_registro', last::text);
    END IF;

    RETURN QUERY SELECT v.res, v.pos, now_at, v.st, v.ver, v.sc, v.ho
      FROM unnest(o_outcome, o_position, o_stream, o_version, o_scope, o_holder) WITH ORDINALITY v(res, pos, st, ver, sc, ho, o)
     ORDER BY v.o;
END $$;

REVOKE ALL ON FUNCTION registro.append FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registro.append TO sigess_applicazione;
