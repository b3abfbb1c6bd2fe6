//! Every query that is asked all day reads through its index. Not by looking at a plan made elsewhere, but at what the
//! server says it did: the statements are those of the product, often enough for generic plans.

use super::giorno;
use domain::attore::{Attore, Ruolo};
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::visibilita::Azione;
use projections::fascicolo::streams_of;
use projections::nuclei::{TipoNucleo, componenti, nuclei_di};
use projections::quadro::quadro;
use projections::segnalazioni::{Filtro, per_id, per_numero, segnalazioni};
use projections::soggetti::{Criteri, cerca, schede};
use projections::visibilita::{Vista, seguito_da, sguardo, vede_soggetto, vedute};
use projections::{Cursore, Projector, QueryError};
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use tests::Harness;
use uuid::Uuid;

/// After five times PostgreSQL may take a plan that does not know the values.
const VOLTE: i32 = 8;

/// Ids made of a series and a number.
const IDS: &str = "
CREATE FUNCTION pg_temp.id(serie int, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS
    $$ SELECT md5(serie || ':' || n)::uuid $$;
";
/// 30,000 subjects, all made of their number.
const SOGGETTI: &str = "
INSERT INTO letture.soggetti_v1 (soggetto, codice, cognome, nome, data_nascita, precisione, codice_fiscale, cf_base,
                                 cognome_nome, nome_cognome, posizione)
SELECT pg_temp.id(1, n), n, c, m, date '1940-01-01' + (n % 25000)::int, 'giorno', cf, cf, c || ' ' || m, m || ' ' || c, n
  FROM (SELECT n, translate(((n * 7919) % 100000)::text, '0123456789', 'abcdefghil') AS c,
               translate((n % 300)::text, '0123456789', 'abcdefghil') AS m,
               'CF' || lpad(n::text, 14, '0') AS cf FROM generate_series(1, 30000) n) q;
INSERT INTO letture.soggetti_dizionario_v1 (campo, parola, quanti)
SELECT 'cognome', split_part(cognome_nome, ' ', 1), count(*) FROM letture.soggetti_v1 GROUP BY 2
UNION ALL SELECT 'nome', split_part(nome_cognome, ' ', 1), count(*) FROM letture.soggetti_v1 GROUP BY 2;
INSERT INTO letture.soggetti_varianti_v1 (variante, campo, parola)
SELECT DISTINCT overlay(parola PLACING '' FROM i FOR 1), campo, parola
  FROM letture.soggetti_dizionario_v1, generate_series(1, length(parola)) i
UNION SELECT parola, campo, parola FROM letture.soggetti_dizionario_v1;
ANALYZE letture.soggetti_v1, letture.soggetti_dizionario_v1, letture.soggetti_varianti_v1;
";
/// 30,000 segnalazioni of three versions each.
const SEGNALAZIONI: &str = "
INSERT INTO letture.segnalazioni_v1 (segnalazione, da_posizione, a_posizione, versione, anno, numero, distretto,
    segnalato, creata_il, data_contatto, canale, motivo, urgenza, stato, autore, unita, assegnatario, responsabile,
    numero_originario)
SELECT pg_temp.id(2, n), n * 3 + v, CASE WHEN v < 2 THEN n * 3 + v + 1 END, v + 1, 2015 + n / 3000, n % 3000 + 1,
       pg_temp.id(3, n / 3000 * 10 + n % 3), pg_temp.id(1, n % 30000 + 1), now(), date '2024-01-01', 'TELEFONO',
       'INFO', 'ORDINARIA', 'ACCETTATA', pg_temp.id(4, n % 400), pg_temp.id(5, 1), pg_temp.id(4, n % 401),
       pg_temp.id(4, n % 401), CASE WHEN n < 20000 THEN 'V/' || n END
  FROM generate_series(1, 30000) n, generate_series(0, 2) v;
ANALYZE letture.segnalazioni_v1;
";
/// What opens these subjects and segnalazioni: a unit in twenty, and one with next to nothing.
const TITOLI: &str = "
INSERT INTO letture.titoli_v1 (origine, parte, oggetto, unita, operatore, da_posizione)
SELECT pg_temp.id(serie, n), CASE serie WHEN 1 THEN 'SCHEDA' ELSE 'AUTORE' END, pg_temp.id(serie, n),
       pg_temp.id(5, CASE WHEN n = 77 THEN 99 ELSE n % 20 END), pg_temp.id(4, n % 400), n
  FROM generate_series(1, 30000) n, (VALUES (1), (2)) s(serie);
ANALYZE letture.titoli_v1;
";
/// What there is about 30,000 subjects.
const FASCICOLI: &str = "
INSERT INTO letture.quadro_v1 (voce, soggetto, tipo, stream, inizio, fine, istante, da_posizione)
SELECT 'v' || n, pg_temp.id(1, n % 30000 + 1), 'SEGNALAZIONE', pg_temp.id(2, n), date '2000-01-01' + (n % 9000)::int,
       date '2000-01-01' + (n % 9000)::int, true, n FROM generate_series(1, 90000) n;
INSERT INTO letture.nuclei_v1 (tipo, nucleo, componente, ingresso, dal, da_posizione)
SELECT 'fatto', pg_temp.id(6, n / 3), pg_temp.id(1, n), 1, date '2020-01-01', n FROM generate_series(1, 30000) n;
INSERT INTO letture.fascicolo_v1 (soggetto, tipo, stream, ruolo, da_posizione)
SELECT pg_temp.id(1, n % 30000 + 1), 'segnalazione', pg_temp.id(2, n), 'segnalato', n FROM generate_series(1, 60000) n;
ANALYZE letture.quadro_v1, letture.nuclei_v1, letture.fascicolo_v1;
";

/// Scans so far: of these indexes, and whole ones of their table.
async fn scansioni(pool: &PgPool, indici: &[&str]) -> (i64, i64) {
    // In a statement of its own: the counts are handed in when it ends.
    sqlx::query("SELECT pg_stat_force_next_flush()").execute(pool).await.unwrap();
    sqlx::query_as(
        "SELECT sum(i.idx_scan)::bigint, max(t.seq_scan) \
           FROM pg_stat_user_indexes i JOIN pg_stat_user_tables t ON t.relid = i.relid \
          WHERE i.schemaname = 'letture' AND i.indexrelname = ANY($1)",
    )
    .bind(indici)
    .fetch_one(pool)
    .await
    .unwrap()
}

/// Asks `VOLTE` times; what must be found is found, through that index, without reading the whole table.
async fn usa<F: Future<Output = Result<usize, QueryError>>>(
    pool: &PgPool,
    indice: &str,
    domanda: impl Fn() -> F,
) {
    usa_uno_di(pool, &[indice], domanda).await;
}

async fn usa_uno_di<F: Future<Output = Result<usize, QueryError>>>(
    pool: &PgPool,
    indici: &[&str],
    domanda: impl Fn() -> F,
) {
    let prima = scansioni(pool, indici).await;
    for _ in 0..VOLTE {
        assert!(domanda().await.unwrap() > 0, "{indici:?}: nothing found");
    }
    let dopo = scansioni(pool, indici).await;
    assert!(dopo.0 >= prima.0 + i64::from(VOLTE), "{indici:?}: not used every time");
    assert_eq!(dopo.1, prima.1, "{indici:?}: the whole table was read");
}

/// As `pg_temp.id` makes it.
async fn id(pool: &PgPool, serie: u32, n: u32) -> Uuid {
    let testo = format!("{serie}:{n}");
    sqlx::query_scalar("SELECT md5($1)::uuid").bind(testo).fetch_one(pool).await.unwrap()
}

/// A pool of one connection, so that the counts it hands in are those of the questions.
async fn con_volume(h: &Harness, volume: &str) -> PgPool {
    let projector = Projector::start(h.log.clone()).await.unwrap();
    projector.stop().await;
    let pool = PgPoolOptions::new().max_connections(1).connect_with(h.databases.application()).await.unwrap();
    sqlx::raw_sql(IDS).execute(&pool).await.unwrap();
    sqlx::raw_sql(volume).execute(&pool).await.unwrap();
    pool
}

#[tokio::test]
async fn search_reads_its_indexes() {
    let h = Harness::new().await.unwrap();
    let pool = &con_volume(&h, SOGGETTI).await;
    let cerca = |criteri: Criteri| async move {
        Ok(cerca(&Vista::intera(pool), &criteri, None, 20).await?.voci.len())
    };
    let testo = |t: &str| Criteri { testo: Some(t.into()), ..Criteri::default() };
    let cf = || Criteri { codice_fiscale: Some("CF00000000000077".into()), ..Criteri::default() };
    // 77 * 7919 % 100000 = 9763, which is «lhgd»; his name is «hh», and he was born 77 days after the first of 1940.
    usa(pool, "soggetti_v1_cf", || cerca(cf())).await;
    usa(pool, "soggetti_v1_codice", || cerca(testo("77"))).await;
    usa(pool, "soggetti_v1_cognome_nome", || cerca(testo("lhg"))).await;
    usa(pool, "soggetti_v1_nome_cognome", || cerca(testo("hh lhgd"))).await;
    usa(pool, "soggetti_v1_nascita", || cerca(testo("18/03/1940"))).await;
    usa(pool, "soggetti_v1_nascita", || cerca(testo("lh 18/03/1940"))).await;
    let campi = || Criteri { cognome: Some("lh".into()), nome: Some("h".into()), ..Criteri::default() };
    usa(pool, "soggetti_v1_cognome_nome", || cerca(campi())).await;
    // One edit away from «lhgd hh».
    usa(pool, "soggetti_varianti_v1_pkey", || cerca(testo("lhdg hh"))).await;
    usa(pool, "soggetti_dizionario_v1_pkey", || cerca(testo("lhdg hh"))).await;
    let chi = [SoggettoId(id(pool, 1, 77).await)];
    let schede = || async { Ok(schede(pool, &chi).await?.len()) };
    usa(pool, "soggetti_v1_pkey", schede).await;
}

#[tokio::test]
async fn lists_of_segnalazioni_read_their_indexes() {
    let h = Harness::new().await.unwrap();
    let pool = &con_volume(&h, SEGNALAZIONI).await;
    let (segnalato, operatore) = (SoggettoId(id(pool, 1, 77).await), OperatoreId(id(pool, 4, 7).await));
    let (distretto, altro) = (UnitaId(id(pool, 3, 31).await), UnitaId(id(pool, 3, 1).await));
    let ids = [SegnalazioneId(id(pool, 2, 77).await)];
    let elenca = |filtro: Filtro, alla: Option<u64>| async move {
        Ok(segnalazioni(&Vista::intera(pool), &filtro, alla, None, 20).await?.voci.len())
    };
    let operatore = || Some(operatore);
    let segnalato = || Filtro { segnalato: Some(segnalato), ..Filtro::default() };
    let distretto = || Filtro { distretto: Some(distretto), ..Filtro::default() };
    usa(pool, "segnalazioni_v1_segnalato", || elenca(segnalato(), None)).await;
    usa(pool, "segnalazioni_v1_segnalato", || elenca(segnalato(), Some(100_000))).await;
    usa(pool, "segnalazioni_v1_autore", || elenca(Filtro { autore: operatore(), ..Filtro::default() }, None))
        .await;
    let assegnatario = || Filtro { assegnatario: operatore(), ..Filtro::default() };
    usa(pool, "segnalazioni_v1_assegnatario", || elenca(assegnatario(), None)).await;
    let in_carico = || Filtro { in_carico_a: operatore(), ..Filtro::default() };
    usa(pool, "segnalazioni_v1_responsabile", || elenca(in_carico(), None)).await;
    usa(pool, "segnalazioni_v1_numero", || elenca(distretto(), None)).await;
    usa(pool, "segnalazioni_v1_distretto", || elenca(distretto(), Some(100_000))).await;
    let originario = || Filtro { numero_originario: Some("V/77".into()), ..Filtro::default() };
    usa(pool, "segnalazioni_v1_originario", || elenca(originario(), None)).await;
    usa(pool, "segnalazioni_v1_tutte", || elenca(Filtro::default(), None)).await;
    usa(pool, "segnalazioni_v1_pkey", || async { Ok(per_id(pool, &ids, Some(232)).await?.len()) }).await;
    let numero = || async { Ok(per_numero(pool, altro, 2015, 2).await?.into_iter().count()) };
    // Few distretti: year and number alone are as good.
    usa_uno_di(pool, &["segnalazioni_v1_numero", "segnalazioni_v1_tutte"], numero).await;
}

#[tokio::test]
async fn what_an_operator_may_see_is_read_through_indexes() {
    let h = Harness::new().await.unwrap();
    let pool = &con_volume(&h, &[SOGGETTI, SEGNALAZIONI, TITOLI].concat()).await;
    let titoli = ["titoli_v1_oggetto", "titoli_v1_unita"];
    let operatore = OperatoreId(id(pool, 4, 7).await);
    for (unita, cognome) in [(7, "lh"), (99, "lhg")] {
        let unita = UnitaId(id(pool, 5, unita).await);
        for ruolo in [Ruolo::OperatoreSegretariato, Ruolo::AssistenteSociale, Ruolo::Coordinatore] {
            let chi = sguardo(pool, Attore { operatore, ruolo, unita }).await.unwrap();
            let vista = &Vista::di(pool.clone(), chi);
            let criteri = || Criteri { cognome: Some(cognome.into()), ..Criteri::default() };
            let trova = || async { Ok(cerca(vista, &criteri(), None, 20).await?.voci.len()) };
            usa_uno_di(pool, &titoli, trova).await;
            usa_uno_di(pool, &["soggetti_v1_cognome_nome", "soggetti_v1_pkey"], trova).await;
            let elenca =
                || async { Ok(segnalazioni(vista, &Filtro::default(), None, None, 20).await?.voci.len()) };
            usa_uno_di(pool, &titoli, elenca).await;
            usa_uno_di(pool, &["segnalazioni_v1_tutte", "segnalazioni_v1_pkey"], elenca).await;
        }
    }
    let unita = UnitaId(id(pool, 5, 99).await);
    let chi = sguardo(pool, Attore { operatore, ruolo: Ruolo::OperatoreSegretariato, unita }).await.unwrap();
    let vista = &Vista::di(pool.clone(), chi);
    let (suo, pratica) = (SoggettoId(id(pool, 1, 77).await), SegnalazioneId(id(pool, 2, 77).await));
    let apre = || async { Ok(usize::from(vede_soggetto(vista, Azione::Leggere, suo).await?)) };
    usa_uno_di(pool, &titoli, apre).await;
    let apre = || async { Ok(vedute(vista, Azione::Leggere, &[pratica]).await?.len()) };
    usa_uno_di(pool, &titoli, apre).await;
    usa(pool, "soggetti_v1_cf", || async {
        Ok(seguito_da(pool, "CF00000000000077").await?.into_iter().count())
    })
    .await;
}

#[tokio::test]
async fn files_households_and_the_quadro_read_their_indexes() {
    let h = Harness::new().await.unwrap();
    let pool = &con_volume(&h, FASCICOLI).await;
    let chi = SoggettoId(id(pool, 1, 77).await);
    usa(pool, "fascicolo_v1_pkey", || async { Ok(streams_of(pool, chi, Some(90_000)).await?.len()) }).await;
    usa(pool, "nuclei_v1_componente", || async { Ok(nuclei_di(pool, chi, None).await?.len()) }).await;
    let nucleo = [id(pool, 6, 25).await];
    let membri = || async { Ok(componenti(pool, TipoNucleo::Fatto, &nucleo, Some(90_000)).await?.len()) };
    usa(pool, "nuclei_v1_pkey", membri).await;
    let (dal, al) = (Some(giorno(2000, 1, 1)), Some(giorno(2030, 1, 1)));
    let soggetti = [chi];
    for posizione in [None, Some(95_000)] {
        let prima = quadro(&Vista::intera(pool), &soggetti, dal, al, posizione, 1, None).await.unwrap();
        let dopo = prima.cursori.into_iter().next().map(Cursore);
        for luogo in [None, dopo.as_ref()] {
            usa(pool, "quadro_v1_soggetto", || async {
                Ok(quadro(&Vista::intera(pool), &soggetti, dal, al, posizione, 500, luogo).await?.voci.len())
            })
            .await;
        }
    }
}
