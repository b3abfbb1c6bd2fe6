import type { Page } from '@playwright/test';
import { accessible } from './support/accessible';
import { loginAs } from './support/people';
import type { Segnalazione, Subject } from './support/seed';
import { expect, test } from './support/test';

// Manual, chapter 3, figures 18 and 19: «Assegnazioni», «Operatori abilitati».

let subject: Subject;
let segnalazione: Segnalazione;

async function open(page: Page, drawer = 'assegnazioni'): Promise<void> {
  await page.goto(`/segnalazioni/${segnalazione.id}/${drawer}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(segnalazione.numero);
}

test.beforeEach(async ({ page, seed }) => {
  await loginAs(page, 'giovanna');
  subject = await seed.subject(page);
  segnalazione = await seed.segnalazione(page, subject.id);
});

test('an operator is chosen among the «Operatori abilitati», who accepts', async ({ page, another }) => {
  await open(page);
  await expect(page.getByText('Nessun record presente')).toBeVisible();
  const form = page.getByRole('region', { name: 'Operatori abilitati' });
  await expect(form.getByRole('radio')).toHaveCount(2);
  await accessible(page);
  await form.getByRole('button', { name: 'Assegna' }).click();
  await expect(form.getByRole('alert')).toBeFocused();
  await expect(form).toContainText('Scegliere l’operatore.');
  await accessible(page);

  await form.getByLabel('Cerca per cognome o nome').fill('anna');
  await expect(form.getByRole('radio')).toHaveCount(1);
  await form.getByRole('radio', { name: 'FERRETTI ANNA' }).check();
  await form.getByLabel('Nota per l’assegnatario').fill('Da chiamare in settimana');
  await form.getByRole('button', { name: 'Assegna' }).click();
  await expect(form).toHaveCount(0);
  const history = page.getByRole('table', { name: 'Tutte le assegnazioni' });
  await expect(history.getByRole('row', { name: 'FERRETTI ANNA' })).toContainText(
    'In attesa di accettazione',
  );
  await accessible(page);
  await open(page, 'dettagli');
  await expect(page.getByRole('button', { name: 'SALVA', exact: true })).toHaveCount(0);

  const other = await another('anna');
  const mine = other.getByRole('region', { name: 'Segnalazioni assegnate a me' });
  await mine.getByRole('link', { name: segnalazione.numero, exact: true }).click();
  await expect(
    other.getByText('Per procedere occorre prima accettare l’assegnazione.').first(),
  ).toBeVisible();
  await accessible(other);
  await other.getByRole('link', { name: 'Assegnazioni' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toBeFocused();
  await accessible(other);
  await other.getByRole('button', { name: 'Accetta' }).click();
  await expect(other.getByRole('region', { name: 'La segnalazione è in carico a me' })).toBeVisible();
  await expect(other.getByRole('table')).toContainText('Accettata il');
  await accessible(other);
  await other.getByRole('link', { name: 'Dettagli' }).click();
  await expect(other.getByRole('button', { name: 'SALVA', exact: true })).toBeVisible();
});

test('whoever gives it back says why, and it returns to its author', async ({ page, seed, another }) => {
  await seed.assigned(page, segnalazione.id, 'gallo');
  const other = await another('stefano');
  await open(other);
  await other.getByRole('button', { name: 'Restituisci' }).click();
  const region = other.getByRole('region', { name: 'La segnalazione è assegnata a me' });
  await region.getByRole('button', { name: 'Restituisci a chi l’ha inserita' }).click();
  await expect(region.getByRole('alert')).toBeFocused();
  await accessible(other);
  await region.getByRole('combobox', { name: 'Motivo (obbligatorio)' }).selectOption('COMPETENZA');
  await region.getByLabel('Spiegazione').fill('Spetta al consultorio');
  await region.getByRole('button', { name: 'Restituisci a chi l’ha inserita' }).click();
  await expect(region).toHaveCount(0);
  await expect(other.getByRole('table')).toContainText('Competenza di altro operatore o servizio');

  await open(page);
  await expect(page.getByRole('region', { name: 'Operatori abilitati' })).toBeVisible();
  await expect(page.getByRole('table')).toContainText('Spetta al consultorio');
  await accessible(page);
  await page.getByRole('link', { name: 'Storia' }).click();
  await expect(page.locator('ol.storia')).toContainText(/GALLO STEFANO/);
  await accessible(page);
});

test('whoever has no part in it reads why nothing can be done', async ({ another }) => {
  const other = await another('paolo');
  await open(other);
  await expect(other.getByRole('main')).toContainText(
    'Può procedere solo l’operatore che ha inserito la segnalazione.',
  );
  await expect(other.getByRole('button', { name: 'Assegna' })).toHaveCount(0);
  await accessible(other);
});
