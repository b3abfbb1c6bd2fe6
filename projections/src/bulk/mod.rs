//! Fills tables of the read models without a log (feature `bulk`): how benchmarks of reading get a million people in
//! a minute. The rows are those that the projections would write; the log behind them does not exist, so a rebuild
//! takes them away again. Not for production.

mod copy;
mod indexes;

use crate::nuclei::Nuclei;
use crate::projection::Descriptor;
use crate::quadro::{Quadro, Voce};
use crate::soggetti::{Soggetti, copy_row};
use crate::sql::big;
use crate::visibilita::{Parte, Visibilita};
use chrono::NaiveDate;
use copy::Copy;
pub(crate) use copy::Row;
use domain::identita::{OperatoreId, SegnalazioneId, SoggettoId, UnitaId};
use domain::persona::DatiAnagrafici;
use indexes::Indexes;
use sqlx::PgPool;
use sqlx::postgres::PgPoolOptions;
use uuid::Uuid;

/// A member of a nucleo di fatto.
pub struct Membership<'a> {
    /// The nucleo.
    pub nucleo: Uuid,
    /// Who.
    pub componente: SoggettoId,
    /// Sequence of the event by which he joined.
    pub ingresso: u64,
    /// First day.
    pub dal: NaiveDate,
    /// List RELAZIONE_PARENTELA; absent for the intestatario.
    pub relazione: Option<&'a str>,
    /// Position of that event.
    pub da_posizione: u64,
}

/// Who holds files, and for which unit.
#[derive(Clone, Copy, Debug)]
pub struct Titolare {
    /// The operator.
    pub operatore: OperatoreId,
    /// His unit.
    pub unita: UnitaId,
}

/// Rows on their way into empty tables. Indexes are made at the end, by [`Self::finish`].
pub struct Bulk {
    pool: PgPool,
    indexes: Indexes,
    soggetti: Copy,
    nuclei: Copy,
    quadro: Copy,
    titoli: Copy,
    dizionario: copy_row::Dizionario,
    nomi: Vec<(Uuid, String)>,
}

impl Bulk {
    /// Connects as the application role, and begins.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        Self::open(&PgPoolOptions::new().max_connections(5).connect(url).await?).await
    }

    /// Makes the tables that are missing, empties those it will fill, and takes their indexes away. Needs five
    /// connections at once.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(pool: &PgPool) -> Result<Self, sqlx::Error> {
        let filled = [
            Descriptor::of::<Soggetti>(),
            Descriptor::of::<Nuclei>(),
            Descriptor::of::<Quadro>(),
            Descriptor::of::<Visibilita>(),
        ];
        let mut tx = pool.begin().await?;
        sqlx::raw_sql("SET LOCAL search_path = letture; SET LOCAL client_min_messages = warning")
            .execute(&mut *tx)
            .await?;
        for projection in &filled {
            sqlx::raw_sql(projection.schema).execute(&mut *tx).await?;
            for table in projection.tables {
                sqlx::raw_sql(&format!("TRUNCATE {table}")).execute(&mut *tx).await?;
            }
        }
        tx.commit().await?;
        let tables = ["soggetti_v1", "nuclei_v1", "quadro_v1", "titoli_v2"];
        let indexes = Indexes::take_away(pool, &tables).await?;
        Ok(Self {
            indexes,
            soggetti: Copy::begin(pool, copy_row::COLUMNS).await?,
            nuclei: Copy::begin(
                pool,
                "letture.nuclei_v1 (tipo, nucleo, componente, ingresso, dal, relazione, da_posizione)",
            )
            .await?,
            quadro: Copy::begin(
                pool,
                "letture.quadro_v1 (voce, soggetto, nucleo, tipo, stream, codice, inizio, fine, istante, unita, \
                 operatore, da_posizione, a_posizione)",
            )
            .await?,
            titoli: Copy::begin(
                pool,
                "letture.titoli_v2 (origine, parte, oggetto, unita, operatore, da_posizione)",
            )
            .await?,
            dizionario: copy_row::Dizionario::default(),
            nomi: Vec::new(),
            pool: pool.clone(),
        })
    }

    /// A subject, with the codice soggetto that the log would have given him.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn soggetto(
        &mut self,
        soggetto: SoggettoId,
        codice: u64,
        dati: &DatiAnagrafici,
        posizione: u64,
    ) -> Result<(), sqlx::Error> {
        copy_row::write(self.soggetti.row(), &mut self.dizionario, soggetto, codice, dati, posizione);
        self.soggetti.send_when_full().await
    }

    /// The name of a nucleo di fatto.
    pub fn nucleo(&mut self, nucleo: Uuid, nome: String) {
        self.nomi.push((nucleo, nome));
    }

    /// A member of a nucleo di fatto.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn componente(&mut self, m: &Membership<'_>) -> Result<(), sqlx::Error> {
        let mut row = self.nuclei.row();
        row.text("fatto");
        row.value(m.nucleo);
        row.value(m.componente);
        row.value(m.ingresso);
        row.value(m.dal);
        row.optional_text(m.relazione);
        row.value(m.da_posizione);
        row.end();
        self.nuclei.send_when_full().await
    }

    /// A version of an entry of the quadro, and the position from which on it does not hold any more.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn voce(&mut self, voce: &Voce, a_posizione: Option<u64>) -> Result<(), sqlx::Error> {
        let mut row: Row<'_> = self.quadro.row();
        row.text(&voce.voce);
        row.value(voce.soggetto);
        row.optional(voce.nucleo);
        row.text(voce.tipo.as_str());
        row.text(&voce.stream);
        row.optional_text(voce.codice.as_deref());
        row.value(voce.inizio);
        row.optional(voce.fine);
        row.value(voce.istante);
        row.optional(voce.unita);
        row.optional(voce.operatore);
        row.value(big(voce.da));
        row.optional(a_posizione);
        row.end();
        self.quadro.send_when_full().await
    }

    /// Who entered a subject: what opens his file.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn scheda_di(
        &mut self,
        soggetto: SoggettoId,
        chi: Titolare,
        posizione: u64,
    ) -> Result<(), sqlx::Error> {
        self.titolo(soggetto.0, Parte::Scheda, soggetto.0, chi, posizione).await
    }

    /// Who recorded a segnalazione, and who has it: what opens it, and the file of whom it is about.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn pratica_di(
        &mut self,
        (segnalazione, segnalato): (SegnalazioneId, SoggettoId),
        autore: Titolare,
        assegnatario: Option<Titolare>,
        posizione: u64,
    ) -> Result<(), sqlx::Error> {
        for oggetto in [segnalazione.0, segnalato.0] {
            self.titolo(segnalazione.0, Parte::Autore, oggetto, autore, posizione).await?;
            if let Some(chi) = assegnatario {
                self.titolo(segnalazione.0, Parte::Assegnatario, oggetto, chi, posizione).await?;
            }
        }
        Ok(())
    }

    async fn titolo(
        &mut self,
        origine: Uuid,
        parte: Parte,
        oggetto: Uuid,
        chi: Titolare,
        posizione: u64,
    ) -> Result<(), sqlx::Error> {
        let mut row = self.titoli.row();
        row.value(origine);
        row.text(parte.as_str());
        row.value(oggetto);
        row.value(chi.unita);
        row.value(chi.operatore);
        row.value(big(posizione));
        row.end();
        self.titoli.send_when_full().await
    }

    /// Stores what is left, the dictionary, and makes the indexes.
    ///
    /// # Errors
    /// When the database does not take the rows.
    pub async fn finish(self) -> Result<(), sqlx::Error> {
        self.soggetti.finish().await?;
        self.nuclei.finish().await?;
        self.quadro.finish().await?;
        self.titoli.finish().await?;
        let mut tx = self.pool.begin().await?;
        sqlx::raw_sql("SET LOCAL search_path = letture").execute(&mut *tx).await?;
        self.dizionario.store(&mut tx).await?;
        let (ids, names): (Vec<Uuid>, Vec<String>) = self.nomi.into_iter().unzip();
        sqlx::query("INSERT INTO nuclei_nomi_v1 (nucleo, nome) SELECT * FROM unnest($1::uuid[], $2::text[])")
            .bind(ids)
            .bind(names)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        self.indexes.put_back(&self.pool).await
    }
}
