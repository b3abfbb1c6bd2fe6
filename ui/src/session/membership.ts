import type { Membership } from './session';

// The membership in which this page was opened. Another tab may change that of the session: what was loaded and typed
// here belongs to this one.
let own: number | null = null;

/** The page begins to work in a membership; what it began with stays. */
export function beginAs(incarico: number | null): void {
  own ??= incarico;
}

/** The membership of the page. */
export function ownMembership(): number | null {
  return own;
}

/** «Coordinatore presso SIGESS_D01 - Distretto 1». */
export function membershipName({ descrizioneRuolo, codiceUnita, descrizioneUnita }: Membership): string {
  const unit = [codiceUnita, descrizioneUnita].filter(Boolean).join(' - ');
  return `${descrizioneRuolo ?? 'Ruolo non più in elenco'} presso ${unit}`;
}
