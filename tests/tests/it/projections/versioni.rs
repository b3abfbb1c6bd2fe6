//! Rolling upgrade of a read model: two programs of different versions at one database.

use super::{ATTESA, persona, registra};
use projections::{Descriptor, Fact, OtherVersion, Projection, ProjectionError, Projector};
use sqlx::{PgConnection, PgPool};
use tests::Harness;

/// A read model of the events' positions, in two versions.
macro_rules! eventi {
    ($nome:ident, $versione:literal, $tabella:literal) => {
        struct $nome;

        impl Projection for $nome {
            const NAME: &'static str = "eventi";
            const VERSION: i32 = $versione;
            const SCHEMA: &'static str =
                concat!("CREATE TABLE IF NOT EXISTS ", $tabella, " (position bigint PRIMARY KEY)");
            const TABLES: &'static [&'static str] = &[$tabella];

            async fn apply(connection: &mut PgConnection, facts: &[Fact]) -> Result<(), ProjectionError> {
                let positions: Vec<i64> = facts.iter().map(|f| f.position.cast_signed()).collect();
                sqlx::query(concat!("INSERT INTO ", $tabella, " SELECT * FROM unnest($1::bigint[])"))
                    .bind(positions)
                    .execute(connection)
                    .await?;
                Ok(())
            }
        }
    };
}

eventi!(Vecchia, 1, "eventi_v1");
eventi!(Nuova, 2, "eventi_v2");

async fn positions(pool: &PgPool, tabella: &str) -> Vec<i64> {
    let select = format!("SELECT position FROM letture.{tabella} ORDER BY position");
    sqlx::query_scalar(&select).fetch_all(pool).await.unwrap()
}

async fn ci_sono(pool: &PgPool) -> Vec<String> {
    let select = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'letture' AND tablename LIKE 'eventi%' ORDER BY 1";
    sqlx::query_scalar(select).fetch_all(pool).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn two_versions_live_side_by_side_and_the_old_one_goes_with_its_last_reader() {
    let h = Harness::new().await.unwrap();
    let pool = h.log.pool();
    let vecchio = Projector::start_with(h.log.clone(), &[Descriptor::of::<Vecchia>()]).await.unwrap();
    for _ in 0..3 {
        registra(&h, persona("ROSSI", "MARIO")).await;
    }
    assert!(vecchio.wait_for(&[], 3, ATTESA).await);

    // The new program comes: it builds its own beside, and the old one goes on reading and writing its own.
    let altro = h.another().await.unwrap();
    let nuovo = Projector::start_with(altro.clone(), &[Descriptor::of::<Nuova>()]).await.unwrap();
    assert!(nuovo.wait_for(&[], 3, ATTESA).await);
    registra(&h, persona("ROSSI", "ANNA")).await;
    assert!(vecchio.wait_for(&[], 4, ATTESA).await && nuovo.wait_for(&[], 4, ATTESA).await);
    for tabella in ["eventi_v1", "eventi_v2"] {
        assert_eq!(positions(pool, tabella).await, [1, 2, 3, 4], "{tabella}");
    }
    let altrui = |version, newer| [OtherVersion { name: "eventi".into(), version, position: 4, newer }];
    assert_eq!(vecchio.others().await.unwrap(), altrui(2, true));
    assert_eq!(nuovo.others().await.unwrap(), altrui(1, false));

    // While somebody reads the old one, it stays; also while he does not lead.
    let secondo = Projector::start_with(altro, &[Descriptor::of::<Vecchia>()]).await.unwrap();
    vecchio.stop().await;
    assert!(nuovo.sweep().await.unwrap().is_empty());
    assert_eq!(ci_sono(pool).await, ["eventi_v1", "eventi_v2"]);
    secondo.stop().await;
    assert_eq!(nuovo.sweep().await.unwrap(), ["eventi_v1"]);
    assert_eq!(ci_sono(pool).await, ["eventi_v2"]);
    assert!(nuovo.others().await.unwrap().is_empty());

    // Back to the old program after all: it builds its own again, and touches nothing of the new one.
    let tornato = Projector::start_with(h.log.clone(), &[Descriptor::of::<Vecchia>()]).await.unwrap();
    assert!(tornato.wait_for(&[], 4, ATTESA).await);
    assert_eq!(positions(pool, "eventi_v1").await, [1, 2, 3, 4]);
    assert!(tornato.sweep().await.unwrap().is_empty());
    assert_eq!(positions(pool, "eventi_v2").await, [1, 2, 3, 4]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_old_version_stays_until_the_new_one_has_come_as_far() {
    let h = Harness::new().await.unwrap();
    let pool = h.log.pool();
    registra(&h, persona("ROSSI", "MARIO")).await;
    // The new one first, and so that it has ended when there is something to sweep.
    let nuovo = Projector::start_with(h.log.clone(), &[Descriptor::of::<Nuova>()]).await.unwrap();
    assert!(nuovo.wait_for(&[], 1, ATTESA).await);
    nuovo.stop().await;
    let vecchio = Projector::start_with(h.log.clone(), &[Descriptor::of::<Vecchia>()]).await.unwrap();
    assert!(vecchio.wait_for(&[], 1, ATTESA).await);
    vecchio.stop().await;
    sqlx::query("UPDATE letture.proiezioni SET position = 0 WHERE versione = 2").execute(pool).await.unwrap();
    assert!(nuovo.sweep().await.unwrap().is_empty());
    sqlx::query("UPDATE letture.proiezioni SET position = 1, errore = 'x' WHERE versione = 2")
        .execute(pool)
        .await
        .unwrap();
    assert!(nuovo.sweep().await.unwrap().is_empty(), "nor while the new one is stopped");
    assert_eq!(ci_sono(pool).await, ["eventi_v1", "eventi_v2"]);
}
