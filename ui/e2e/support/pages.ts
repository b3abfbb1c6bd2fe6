import type { Page } from '@playwright/test';
import type { Anpr } from './anpr';
import { ask, command } from './server';
import { alertOf, imported, openedInEmergency, reported } from './seed';

/** The main pages of Giovanna, who is logged in on `page`, about somebody with a household and a segnalazione. */
export async function mainPages(page: Page, anpr: Anpr): Promise<Map<string, string>> {
  const person = anpr.person();
  const child = anpr.person();
  await anpr.movesIn(child, person, 3);
  const id = await imported(page, person.codiceFiscale);
  const other = await imported(page, child.codiceFiscale);
  await command(page, 'aggiungiComponente', {
    soggetto: id,
    componente: other,
    relazione: '3',
    dal: '2024-02-29',
  });
  await command(page, 'confrontaNucleo', { soggetto: id, motivo: 'PROT-2024-000' });
  const segnalazione = await reported(page, id, '2024-09-21');
  const testo = 'Colloquio in sede. Porta la bolletta della luce.';
  await command(page, 'aggiungiAnnotazione', { segnalazione, sezione: 'ORDINARIA', testo });
  const accesso = await openedInEmergency(page, 'giovanna', person.codiceFiscale);
  return new Map([
    ['home', '/'],
    ['ricerca', '/soggetti'],
    ['nuovo soggetto', '/soggetti/nuovo'],
    ['anagrafica', `/soggetti/${id}/anagrafica`],
    ['indirizzi', `/soggetti/${id}/indirizzi`],
    ['nucleo di fatto', `/soggetti/${id}/nucleo-di-fatto`],
    ['nucleo anagrafe', `/soggetti/${id}/nucleo-anagrafe`],
    ['quadro', `/soggetti/${id}/quadro?vista=completa`],
    ['segnalazioni del soggetto', `/soggetti/${id}/segnalazioni`],
    ['storia della cartella', `/soggetti/${id}/storia`],
    ['le mie segnalazioni', '/segnalazioni'],
    ['nuova segnalazione', `/segnalazioni/nuova?soggetto=${id}`],
    ['dettagli', `/segnalazioni/${segnalazione}/dettagli`],
    ['assegnazioni', `/segnalazioni/${segnalazione}/assegnazioni`],
    ['annotazioni', `/segnalazioni/${segnalazione}/annotazioni`],
    ['concessioni', `/segnalazioni/${segnalazione}/concessioni`],
    ['storia della segnalazione', `/segnalazioni/${segnalazione}/storia`],
    ['accessi di emergenza', '/emergenze'],
    ['accesso di emergenza', `/emergenze/${accesso}`],
    ['le mie letture', '/letture'],
    ['le mie sessioni', '/sessioni'],
    ['scelta dell’incarico', '/incarico'],
    ['informativa', '/privacy'],
    ['accessibilità', '/accessibilita'],
  ]);
}

/** The pages of an auditor who is logged in on `page`, about an emergency access of somebody else. */
export async function pagesOfControl(page: Page, access: string): Promise<Map<string, string>> {
  const { accessoEmergenza } = await ask<{ accessoEmergenza: { soggettoId: string } }>(
    page,
    'query($id: ID!) { accessoEmergenza(id: $id) { soggettoId } }',
    { id: access },
  );
  return new Map([
    ['home of an auditor', '/'],
    ['tutti gli accessi di emergenza', '/emergenze'],
    ['accessi da riesaminare', '/emergenze?riesame=attesa'],
    ['riesame', `/emergenze/${access}`],
    ['registro delle letture', '/registro'],
    ['rapporto', `/registro/rapporto?soggetto=${accessoEmergenza.soggettoId}`],
    ['avvisi', '/avvisi'],
    ['tutti gli avvisi', '/avvisi?quali=tutti'],
    ['avviso', `/avvisi/${await alertOf(page, access)}`],
  ]);
}

/** The pages of an administrator who is logged in on `page`. */
export async function administrationPages(page: Page): Promise<Map<string, string>> {
  const { io, operatori } = await ask<{
    io: { operatore: { id: string }; unita: { id: string } };
    operatori: { nodes: { operatore: { id: string } }[] };
  }>(
    page,
    `{
      io { operatore { id } unita { id } }
      operatori(filtro: { testo: "Ferretti" }, first: 1) { nodes { operatore { id } } }
    }`,
  );
  return new Map([
    ['home of an administrator', '/'],
    ['operatori', '/operatori'],
    ['operatori, none', '/operatori?ruolo=ANALISTA'],
    ['abilita operatore', '/operatori/nuovo'],
    ['operatore', `/operatori/${operatori.nodes[0]?.operatore.id}`],
    ['la propria scheda di operatore', `/operatori/${io.operatore.id}`],
    ['unità organizzative', '/unita'],
    ['unità organizzative, also ceased', '/unita?cessate=true'],
    ['unità organizzativa', `/unita/${io.unita.id}`],
  ]);
}

/** Until the page is there with all its data. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null);
  await page.evaluate(() => document.fonts.ready);
}
