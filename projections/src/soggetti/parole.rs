//! The dictionary: every word that some subject has, with its variants, and no other.

use super::simili::Campo;
use super::variante::varianti;
use sqlx::{PgConnection, Row};
use std::collections::{BTreeMap, HashMap};

/// Counts words up and down; words that nobody has any more leave.
pub(super) async fn applica(
    connection: &mut PgConnection,
    saldo: &BTreeMap<(Campo, String), i64>,
) -> Result<(), sqlx::Error> {
    let cambiate: Vec<_> = saldo.iter().filter(|(_, quanti)| **quanti != 0).collect();
    if cambiate.is_empty() {
        return Ok(());
    }
    let campi: Vec<&str> = cambiate.iter().map(|((campo, _), _)| campo.as_str()).collect();
    let parole: Vec<&str> = cambiate.iter().map(|((_, parola), _)| parola.as_str()).collect();
    let note = load(connection, &campi, &parole).await?;

    let (mut restano, mut nuove, mut escono) = (vec![], vec![], vec![]);
    for ((campo, parola), piu) in cambiate {
        let voce = (campo.as_str(), parola.as_str());
        match note.get(&(voce.0.to_owned(), parola.clone())) {
            Some(prima) if prima + piu > 0 => restano.push((voce, prima + piu)),
            Some(_) => escono.push(voce),
            None => {
                restano.push((voce, *piu));
                nuove.push(voce);
            }
        }
    }
    count(connection, &restano).await?;
    enter(connection, &nuove).await?;
    leave(connection, &escono).await
}

async fn load(
    connection: &mut PgConnection,
    campi: &[&str],
    parole: &[&str],
) -> Result<HashMap<(String, String), i64>, sqlx::Error> {
    let righe = sqlx::query(
        "SELECT d.campo, d.parola, d.quanti FROM unnest($1::text[], $2::text[]) u(campo, parola) \
           JOIN soggetti_dizionario_v1 d ON d.campo = u.campo AND d.parola = u.parola",
    )
    .bind(campi)
    .bind(parole)
    .fetch_all(connection)
    .await?;
    righe.iter().map(|r| Ok(((r.try_get("campo")?, r.try_get("parola")?), r.try_get("quanti")?))).collect()
}

async fn count(connection: &mut PgConnection, righe: &[((&str, &str), i64)]) -> Result<(), sqlx::Error> {
    if righe.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO soggetti_dizionario_v1 (campo, parola, quanti) \
         SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) \
         ON CONFLICT (campo, parola) DO UPDATE SET quanti = EXCLUDED.quanti",
    )
    .bind(righe.iter().map(|((campo, _), _)| *campo).collect::<Vec<_>>())
    .bind(righe.iter().map(|((_, parola), _)| *parola).collect::<Vec<_>>())
    .bind(righe.iter().map(|(_, quanti)| *quanti).collect::<Vec<_>>())
    .execute(connection)
    .await?;
    Ok(())
}

async fn enter(connection: &mut PgConnection, nuove: &[(&str, &str)]) -> Result<(), sqlx::Error> {
    let (mut tutte, mut campi, mut parole) = (vec![], vec![], vec![]);
    for (campo, parola) in nuove {
        for variante in varianti(parola) {
            tutte.push(variante);
            campi.push(*campo);
            parole.push(*parola);
        }
    }
    if tutte.is_empty() {
        return Ok(());
    }
    sqlx::query(
        "INSERT INTO soggetti_varianti_v1 (variante, campo, parola) \
         SELECT * FROM unnest($1::text[], $2::text[], $3::text[])",
    )
    .bind(tutte)
    .bind(campi)
    .bind(parole)
    .execute(connection)
    .await?;
    Ok(())
}

async fn leave(connection: &mut PgConnection, escono: &[(&str, &str)]) -> Result<(), sqlx::Error> {
    if escono.is_empty() {
        return Ok(());
    }
    let campi: Vec<&str> = escono.iter().map(|(campo, _)| *campo).collect();
    let parole: Vec<&str> = escono.iter().map(|(_, parola)| *parola).collect();
    sqlx::query(
        "DELETE FROM soggetti_dizionario_v1 d USING unnest($1::text[], $2::text[]) u(campo, parola) \
          WHERE d.campo = u.campo AND d.parola = u.parola",
    )
    .bind(&campi)
    .bind(&parole)
    .execute(&mut *connection)
    .await?;
    let (mut tutte, mut suoi_campi, mut sue_parole) = (vec![], vec![], vec![]);
    for (campo, parola) in escono {
        for variante in varianti(parola) {
            tutte.push(variante);
            suoi_campi.push(*campo);
            sue_parole.push(*parola);
        }
    }
    sqlx::query(
        "DELETE FROM soggetti_varianti_v1 v USING unnest($1::text[], $2::text[], $3::text[]) u(variante, campo, parola) \
          WHERE v.variante = u.variante AND v.campo = u.campo AND v.parola = u.parola",
    )
    .bind(tutte)
    .bind(suoi_campi)
    .bind(sue_parole)
    .execute(connection)
    .await?;
    Ok(())
}
