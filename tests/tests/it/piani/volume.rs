//! What a Region has after some years, made of numbers: enough that reading a whole table is never the shorter way.
//! None of it is sealed, so nothing here may be opened; it only has to be in the way.

use futures::future::join_all;
use sqlx::PgPool;

/// Ids made of a series and a number.
const IDS: &str = "
CREATE OR REPLACE FUNCTION pg_temp.id(serie int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT md5(serie::text || ':' || n::text)::uuid $$;
";
/// The log up to position 2^18: subjects of one event, segnalazioni of three. Their ids are of nobody in the read models,
/// since nothing can be folded from them. One every twelve minutes, six years until now.
const REGISTRO: &str = "
SET LOCAL session_replication_role = replica;
UPDATE registro.events SET recorded_at = now() - interval '7 years';
CREATE TEMP TABLE finti AS
SELECT h.position + i AS position, now() - (262144 - h.position - i) * interval '12 minutes' AS quando, i,
       CASE WHEN i <= 200000 THEN 'soggetto' ELSE 'segnalazione' END AS tipo,
       pg_temp.id(5, CASE WHEN i <= 200000 THEN i ELSE 200001 + (i - 200001) / 3 END) AS stream,
       CASE WHEN i <= 200000 THEN 1 ELSE (i - 200001) % 3 + 1 END AS sequence
  FROM registro.log_head h, generate_series(1, 262144 - h.position) i;
INSERT INTO registro.events (aggregate_type, aggregate_id, sequence, event_type, event_version, payload, metadata,
                             sigilli, position, recorded_at, leaf)
SELECT tipo, stream, sequence, 'Finto', '1', '{\"finto\":true}', '{\"actor\":\"finto\",\"role\":\"finto\"}',
       ARRAY[decode(repeat(md5(i::text), 4), 'hex')], position, quando, sha256(int8send(i)) FROM finti;
INSERT INTO registro.command_log (command_id, request_hmac, aggregate_type, aggregate_id, version, position)
SELECT pg_temp.id(7, i), decode(md5(i::text), 'hex'), tipo, stream, sequence, position FROM finti;
INSERT INTO registro.prenotazioni (ambito, hash, titolare, position)
SELECT 'codice_fiscale', sha256(int8send(i)), stream, position FROM finti WHERE tipo = 'soggetto';
INSERT INTO registro.numeri (serie, n, position)
SELECT 'soggetto', i, position FROM finti WHERE tipo = 'soggetto'
UNION ALL
SELECT 'segnalazione/' || pg_temp.id(3, j % 20) || '/' || 2020 + j / 20 % 5, j / 100 + 1, position
  FROM (SELECT position, (i - 200001) / 3 AS j FROM finti WHERE tipo = 'segnalazione' AND sequence = 1) q;
UPDATE registro.log_head h SET position = u.position, recorded_at = u.quando, frontier = decode(repeat('00', 32 * 19), 'hex')
  FROM (SELECT max(position) AS position, max(quando) AS quando FROM finti) u;
UPDATE letture.proiezioni p SET position = h.position FROM registro.log_head h;
DROP TABLE finti;
";
/// 200,000 subjects; some surnames are frequent, most are rare.
const SOGGETTI: &str = "
INSERT INTO letture.soggetti_v1 (soggetto, codice, cognome, nome, data_nascita, precisione, codice_fiscale, cf_base,
                                 cognome_nome, nome_cognome, posizione)
SELECT pg_temp.id(1, n), n, c, m, date '1930-01-01' + (n * 31 % 33000)::int, 'giorno', cf, cf, c || ' ' || m, m || ' ' || c, n
  FROM (SELECT n, translate(left(md5('c' || n * 7919 % 20000 * (n * 31 % 100) / 100), 8), '0123456789', 'ghijklmnop') AS c,
               translate(left(md5('m' || n * 104729 % 1000), 7), '0123456789', 'ghijklmnop') AS m,
               upper(translate(left(md5('f' || n), 6), '0123456789', 'ghijklmnop')) || lpad((n % 100)::text, 2, '0')
               || 'A01H' || lpad((n % 1000)::text, 3, '0') || 'X' AS cf FROM generate_series(1, 200000::bigint) n) q;
INSERT INTO letture.soggetti_dizionario_v1 (campo, parola, quanti)
SELECT 'cognome', split_part(cognome_nome, ' ', 1), count(*) FROM letture.soggetti_v1 GROUP BY 2
UNION ALL SELECT 'nome', split_part(nome_cognome, ' ', 1), count(*) FROM letture.soggetti_v1 GROUP BY 2;
INSERT INTO letture.soggetti_varianti_v1 (variante, campo, parola)
SELECT DISTINCT overlay(parola PLACING '' FROM i FOR 1), campo, parola
  FROM letture.soggetti_dizionario_v1, generate_series(1, length(parola)) i
UNION SELECT parola, campo, parola FROM letture.soggetti_dizionario_v1;
";
/// 60,000 segnalazioni of three versions each, one every four positions, written by 4,000 operators of 400 units.
const SEGNALAZIONI: &str = "
INSERT INTO letture.segnalazioni_v1 (segnalazione, da_posizione, a_posizione, versione, anno, numero, distretto,
    segnalato, creata_il, data_contatto, canale, motivo, urgenza, stato, autore, unita, assegnatario, responsabile,
    numero_originario)
SELECT pg_temp.id(2, n), n * 4 + v, CASE WHEN v < 2 THEN n * 4 + v + 1 END, v + 1, anno,
       row_number() OVER (PARTITION BY n % 20, anno, v ORDER BY n), pg_temp.id(3, n % 20), pg_temp.id(1, n % 200000 + 1),
       creata, creata, 'TELEFONO', 'INFO', 'ORDINARIA', CASE WHEN n % 11 = 0 THEN 'ACCETTATA' WHEN n % 5000 = 8 THEN 'APERTA' ELSE 'CHIUSA' END,
       pg_temp.id(4, n % 4000), pg_temp.id(3, n % 400), pg_temp.id(4, n % 3999),
       CASE WHEN n % 11 = 0 THEN pg_temp.id(4, n % 3999) END, CASE WHEN n < 20000 THEN 'V/' || n END
  FROM (SELECT n, now() - (262144 - n * 4) * interval '12 minutes' AS creata FROM generate_series(1, 60000) n) s,
       extract(year FROM creata AT TIME ZONE 'Europe/Rome') anno, generate_series(0, 2) v;
INSERT INTO letture.unita_v3 (unita, codice, descrizione, tipo, padre, cessata, versione)
SELECT pg_temp.id(3, n), 'U' || n, 'Unita ' || n, CASE WHEN n < 20 THEN 'DISTRETTO' ELSE 'COMUNE' END,
       CASE WHEN n >= 20 THEN pg_temp.id(3, n % 20) END, false, 1 FROM generate_series(0, 399) n;
INSERT INTO letture.incarichi_v3 (operatore, numero, ruolo, unita, dal, riservati)
SELECT pg_temp.id(4, n), 1, CASE WHEN n % 2 = 0 THEN 'ASSISTENTE_SOCIALE' ELSE 'OPERATORE_SEGRETARIATO' END,
       pg_temp.id(3, n % 400), date '2020-01-01', false FROM generate_series(0, 3999) n;
INSERT INTO letture.operatori_v3 (operatore, cognome, nome, attivo, versione, cognome_nome, nome_cognome)
SELECT pg_temp.id(4, n), c, m, true, 1, c || ' ' || m, m || ' ' || c
  FROM (SELECT n, translate(left(md5('o' || n), 7), '0123456789', 'ghijklmnop') AS c,
               translate(left(md5('p' || n % 300), 7), '0123456789', 'ghijklmnop') AS m FROM generate_series(0, 3999) n) q;
";
/// What opens each subject and each segnalazione: somebody entered it for a unit of the day, which so sees everything, and
/// somebody else for one of 400 others.
const TITOLI: &str = "
INSERT INTO letture.titoli_v2 (origine, parte, oggetto, unita, operatore, da_posizione)
SELECT pg_temp.id(serie, n), CASE serie WHEN 1 THEN 'SCHEDA' ELSE 'AUTORE' END, pg_temp.id(serie, n),
       pg_temp.id(3, n % 400), pg_temp.id(4, n % 4000), n
  FROM (VALUES (1, 200000), (2, 60000)) s(serie, quanti), generate_series(1, quanti) n;
INSERT INTO letture.titoli_v2 (origine, parte, oggetto, unita, operatore, da_posizione)
SELECT pg_temp.id(serie + 20, n), 'ASSEGNATARIO', pg_temp.id(serie, n), unita, pg_temp.id(4, n % 4000), n
  FROM (VALUES (1, 200000), (2, 60000)) s(serie, quanti), generate_series(1, quanti) n,
       (SELECT unita FROM letture.unita_v3 WHERE codice !~ '^U[0-9]+$') u;
";
/// Notes in every tenth segnalazione, and as many emergency accesses as in years.
const ANNOTAZIONI: &str = "
INSERT INTO letture.annotazioni_v1 (annotazione, segnalazione, posizione, sezione, autore)
SELECT pg_temp.id(10, n), pg_temp.id(2, n % 6000 * 10), n, (ARRAY['ORDINARIA', 'RISERVATA', 'PRIVATA'])[n % 3 + 1],
       pg_temp.id(4, n % 4000) FROM generate_series(1, 30000) n;
INSERT INTO letture.emergenze_v1 (accesso, posizione, soggetto, operatore, unita, aperta_il, scade, esito)
SELECT pg_temp.id(11, n), n, pg_temp.id(1, n), pg_temp.id(4, n % 4000), pg_temp.id(3, n % 400), now() - interval '1 day',
       now() - interval '23 hours', CASE WHEN n % 50 > 0 THEN 'GIUSTIFICATO' END FROM generate_series(1, 20000) n;
";
/// What there is about half of the subjects: two entries each, three to a household.
const FASCICOLI: &str = "
INSERT INTO letture.quadro_v1 (voce, soggetto, nucleo, tipo, stream, inizio, fine, istante, da_posizione)
SELECT 'v' || n, pg_temp.id(1, n % 100000 + 1), CASE WHEN n > 100000 THEN pg_temp.id(6, n % 100000 / 3) END,
       CASE WHEN n > 100000 THEN 'NUCLEO_DI_FATTO' ELSE 'SEGNALAZIONE' END, pg_temp.id(2, n),
       date '2000-01-01' + (n % 9000)::int, date '2000-01-01' + (n % 9000)::int, n <= 100000, n
  FROM generate_series(1, 200000) n;
INSERT INTO letture.nuclei_v1 (tipo, nucleo, componente, ingresso, dal, da_posizione)
SELECT 'fatto', pg_temp.id(6, n / 3), pg_temp.id(1, n), 1, date '2020-01-01', n FROM generate_series(1, 100000) n;
INSERT INTO letture.nuclei_nomi_v1 (nucleo, nome) SELECT pg_temp.id(6, n), 'FAM. ' || n FROM generate_series(0, 33333) n;
INSERT INTO letture.fascicolo_v1 (soggetto, tipo, stream, ruolo, da_posizione)
SELECT pg_temp.id(1, n % 100000 + 1), CASE WHEN n > 100000 THEN 'segnalazione' ELSE 'soggetto' END,
       CASE WHEN n > 100000 THEN pg_temp.id(2, n) ELSE pg_temp.id(1, n % 100000 + 1) END,
       CASE WHEN n > 100000 THEN 'segnalato' ELSE 'titolare' END, n FROM generate_series(1, 200000) n;
";
/// A month of logins, and what was asked of ANPR.
const ACCESSO: &str = "
INSERT INTO accesso.sessioni (hash, operatore, unita, gestore, iss, sub, sid, livello, creata, vista, scade, revocata, motivo)
SELECT sha256(int8send(n)), pg_temp.id(4, n % 4000), pg_temp.id(3, n % 400), 'finto', 'https://finto.example',
       pg_temp.id(4, n % 4000), n::text, 2, t, t, t + interval '12 hours', CASE WHEN n % 3 = 0 THEN t END,
       CASE WHEN n % 3 = 0 THEN 'uscita' END
  FROM (SELECT n, now() - n * interval '40 seconds' AS t FROM generate_series(1, 60000) n) q;
INSERT INTO accesso.accessi (quando, esito, gestore, operatore)
SELECT now() - n * interval '1 minute', 'ENTRATO', 'finto', pg_temp.id(4, n % 4000) FROM generate_series(1, 200000) n;
INSERT INTO accesso.identita (iss, sub, operatore, creata)
SELECT 'https://finto.example', pg_temp.id(4, n), pg_temp.id(4, n), now() FROM generate_series(0, 3999) n;
INSERT INTO accesso.consultazioni (id, operatore, scade, contenuto)
SELECT pg_temp.id(8, n), pg_temp.id(4, n % 4000), now() + interval '10 minutes', '' FROM generate_series(1, 5000) n;
INSERT INTO accesso.login_in_corso (stato, browser, gestore, nonce, verifica, ritorno, creato, scade)
SELECT sha256(int8send(n)), '', 'finto', '', '', '/', now(), now() + interval '10 minutes' FROM generate_series(1, 5000) n;
INSERT INTO accesso.logout_visti (gestore, jti, scade)
SELECT 'finto', sha256(int8send(n)), now() + interval '10 minutes' FROM generate_series(1, 5000) n;
INSERT INTO accesso.chiamate_anpr (giorno, servizio, ora, chiamate)
SELECT current_date - n / 10, 'C0' || n % 10, 12, 1 FROM generate_series(10, 20000) n;
INSERT INTO accesso.verifiche_anpr (soggetto, giorno, tentata)
SELECT pg_temp.id(1, n), current_date - n % 90 - 1, now() FROM generate_series(1, 50000) n;
INSERT INTO accesso.token_macchine (id, hash, ambiti, responsabile, descrizione, creato, scade)
SELECT pg_temp.id(9, n), sha256(int8send(n)), '{unita:read}', pg_temp.id(4, n % 4000), 'finto', now(), now() + interval '1 day'
  FROM generate_series(1, 5000) n;
";
/// Keys of as many subjects.
const CHIAVI: &str = "
INSERT INTO chiavi.soggetti (soggetto, incartate, kek)
SELECT md5('1:' || n)::uuid, ARRAY[decode(md5(n::text), 'hex')], 'finta' FROM generate_series(1, 200000) n;
";

/// Fills both databases; the pools are the superuser's. The read models must be up to date, and no service may run.
pub(super) async fn riempi(registro: &PgPool, chiavi: &PgPool) {
    let parti = [REGISTRO, SOGGETTI, SEGNALAZIONI, TITOLI, ANNOTAZIONI, FASCICOLI, ACCESSO]
        .map(|sql| format!("{IDS}{sql}"));
    let parti = parti.iter().map(String::as_str).map(|sql| esegui(registro, sql));
    futures::join!(join_all(parti), esegui(chiavi, CHIAVI));
    // Not in the transaction of the rest.
    futures::join!(esegui(registro, "VACUUM (ANALYZE)"), esegui(chiavi, "VACUUM (ANALYZE)"));
}

async fn esegui(pool: &PgPool, sql: &str) {
    sqlx::raw_sql(sql).execute(pool).await.unwrap();
}
