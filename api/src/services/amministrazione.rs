//! Whether whoever asks may administer this: [`domain::amministrazione`], with what the log says of the units.

use super::{Chiamante, Mancato, Servizi};
use domain::amministrazione::{Atto, Decisione, Relazione, decidi};
use domain::attore::Attore;
use domain::identita::{OperatoreId, UnitaId};
use domain::operatore::{Abilitazione, Incarico, Operatore};
use domain::rifiuto::Codice;
use domain::unita_organizzativa::UnitaOrganizzativa;

/// Units above one another, at most: a circle must not keep a request busy for ever.
const LIVELLI_MAX: usize = 32;

impl Servizi {
    /// May he do this in that unit? If not, it is as if it did not exist.
    pub(super) async fn ammetti_in(
        &self,
        chi: &Chiamante,
        atto: Atto,
        unita: UnitaId,
        inesistente: Mancato,
    ) -> Result<(), Mancato> {
        if chi.senza_operatore() {
            return Ok(());
        }
        let relazione = self.relazione(&chi.attore, unita).await?;
        deciso(chi, atto, relazione, inesistente)
    }

    /// May he do this with that operator? With one who works elsewhere too he may not do what would count there. What
    /// concerns only the present, sessions, needs a membership that is not over: whoever has left a body leaves its
    /// administrators no say in where he works now.
    pub(super) async fn ammetti_su(
        &self,
        chi: &Chiamante,
        atto: Atto,
        abilitazione: &Abilitazione,
    ) -> Result<(), Mancato> {
        if chi.senza_operatore() {
            return Ok(());
        }
        let inesistente = || Mancato::campo(Codice::OperatoreInesistente, "operatore");
        if abilitazione.operatore == chi.attore.operatore {
            return deciso(chi, atto, Relazione::SeStesso, inesistente());
        }
        let oggi = self.oggi();
        let contano = |i: &&Incarico| !i.finito_al(oggi);
        let (mut sotto, mut altrove) = (Relazione::Fuori, false);
        let del_presente = matches!(atto, Atto::LeggereSessioni | Atto::TerminareSessioni);
        for incarico in abilitazione.incarichi.iter().filter(|i| !del_presente || contano(i)) {
            match self.relazione(&chi.attore, incarico.unita).await? {
                Relazione::Fuori => altrove |= contano(&incarico),
                dentro => sotto = dentro,
            }
        }
        deciso(chi, atto, sotto, inesistente())?;
        let solo_se_tutto = matches!(atto, Atto::DisabilitareOperatore | Atto::RiabilitareOperatore);
        if solo_se_tutto && altrove {
            return Err(Mancato::rifiuto(Codice::OperatoreAncheAltrove));
        }
        Ok(())
    }

    /// Nobody changes his own rights.
    pub(super) fn non_su_se_stesso(
        chi: &Chiamante,
        atto: Atto,
        operatore: OperatoreId,
    ) -> Result<(), Mancato> {
        if chi.senza_operatore() || chi.attore.operatore != operatore {
            return Ok(());
        }
        deciso(chi, atto, Relazione::SeStesso, Mancato::rifiuto(Codice::NonTrovato))
    }

    /// An operator whom an administrator may see, and what he was enabled to.
    ///
    /// # Errors
    /// He does not exist for him.
    pub async fn operatore_amministrato(
        &self,
        chi: &Chiamante,
        atto: Atto,
        operatore: OperatoreId,
    ) -> Result<Abilitazione, Mancato> {
        let trovato = self.uno::<Operatore>(operatore).await?.abilitazione;
        let trovato = trovato.ok_or_else(|| Mancato::campo(Codice::OperatoreInesistente, "operatore"))?;
        self.ammetti_su(chi, atto, &trovato).await?;
        Ok(trovato)
    }

    /// What a unit is to an administrator: the way up from it leads to his, or not.
    async fn relazione(&self, attore: &Attore, unita: UnitaId) -> Result<Relazione, Mancato> {
        if unita == attore.unita {
            let esiste = self.uno::<UnitaOrganizzativa>(unita).await?.unita.is_some();
            return Ok(if esiste { Relazione::Propria } else { Relazione::Fuori });
        }
        let mut qui = unita;
        for _ in 0..LIVELLI_MAX {
            match self.uno::<UnitaOrganizzativa>(qui).await?.unita.and_then(|u| u.padre) {
                Some(padre) if padre == attore.unita => return Ok(Relazione::Sottostante),
                Some(padre) => qui = padre,
                None => break,
            }
        }
        Ok(Relazione::Fuori)
    }
}

fn deciso(chi: &Chiamante, atto: Atto, relazione: Relazione, inesistente: Mancato) -> Result<(), Mancato> {
    match decidi(chi.attore.ruolo, atto, relazione) {
        Decisione::Consentito => Ok(()),
        Decisione::NonDelRuolo => Err(Mancato::rifiuto(Codice::PermessoNegato)),
        Decisione::NonEsiste => Err(inesistente),
        Decisione::SuSeStesso => Err(Mancato::rifiuto(Codice::DirittiPropri)),
    }
}
