import { type Page, expect } from '@playwright/test';

/** Who can be chosen at the identity provider of the demo. */
export const PEOPLE = {
  /** Segretariato sociale, Comune 1. */
  giovanna: "D'ARCO GIOVANNA",
  /** Segretariato sociale, Comune 1 too. */
  paolo: 'MANCINI PAOLO',
  /** Segretariato sociale, Comune 2. */
  elena: 'VITALE ELENA',
  /** Assistente sociale, Comune 1. */
  anna: 'FERRETTI ANNA',
  /** Ufficio di piano. */
  stefano: 'GALLO STEFANO',
  /** Coordinatrice of the district. */
  claudia: 'RINALDI CLAUDIA',
  /** Coordinatrice of Comune 1, and segretariato sociale of Comune 2. */
  lucia: 'BARBIERI LUCIA',
  /** Amministratore of the district. */
  roberto: 'MARCHETTI ROBERTO',
  /** Auditor. */
  michele: 'SERRA MICHELE',
  /** The person of the manual: he proves who he is, and is no operator. */
  mario: 'ROSSI MARIO',
  /** She is no operator either, until an administrator enables her. */
  laura: 'NERI LAURA',
} as const;
export type Person = keyof typeof PEOPLE;

/** From the page «Accesso» to the identity provider. */
export async function toIdentityProvider(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Identità di prova' }).click();
  await expect(page.getByRole('heading', { name: 'Con quale identità entrare?' })).toBeVisible();
}

/** Chooses a person and a level, and goes on. */
export async function choose(page: Page, person: Person, level: 1 | 2 | 3 = 2): Promise<void> {
  await page.getByRole('radio', { name: PEOPLE[person] }).check();
  await page.getByRole('radio', { name: `livello ${level}` }).check();
  await page.getByRole('button', { name: 'Entra' }).click();
}

/** When somebody proved who he is: now, or so long ago that dangerous commands ask for it again. */
export type Proof = 'now' | 'an hour ago';

/** Logs in as an operator would, and ends at the home page. */
export async function loginAs(page: Page, person: Person, proof: Proof = 'now'): Promise<void> {
  await page.goto('/accesso');
  await toIdentityProvider(page);
  if (proof === 'an hour ago')
    await page.getByRole('checkbox', { name: 'identità dimostrata un’ora fa' }).check();
  await choose(page, person);
  await expect(page.getByRole('heading', { level: 1, name: 'Home' })).toBeVisible();
}

/** Proves again who one is, as dangerous commands ask of who has been logged in for a while. */
export async function provesIdentity(page: Page, person: Person): Promise<void> {
  await page.goto('/auth/login/sviluppo?return=/conferma&fresca=1');
  await choose(page, person);
  await expect(page.getByRole('main')).toContainText('Identità confermata');
}
