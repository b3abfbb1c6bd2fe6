// Codice fiscale while it is typed. The server decides; this only spares the operator a round trip.

const ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
// Letters that replace digits when two people would have the same code (omocodia).
const DIGITS = '[0-9LMNPQRSTUV]';
const SHAPE = new RegExp(`^[A-Z]{6}${DIGITS}{2}[ABCDEHLMPRST]${DIGITS}{2}[A-Z]${DIGITS}{3}[A-Z]$`);

/** Upper case, without blanks and invisible characters: a code is often pasted from a document. */
export function normalize(testo: string): string {
  return testo.replace(/[\s\u200B-\u200D\u2060\uFEFF]/g, '').toUpperCase();
}

/** The check letter of the first 15 characters. */
export function checkLetter(primiQuindici: string): string {
  let somma = 0;
  for (let i = 0; i < 15; i++) {
    const c = primiQuindici.charCodeAt(i);
    const valore = c < 65 ? c - 48 : c - 65;
    somma += i % 2 === 0 ? (ODD[valore] ?? 0) : valore;
  }
  return String.fromCharCode(65 + (somma % 26));
}

function checkDigitHolds(undici: string): boolean {
  let somma = 0;
  for (let i = 0; i < 11; i++) {
    const cifra = undici.charCodeAt(i) - 48;
    const doppia = cifra * 2;
    somma += i % 2 === 0 ? cifra : Math.floor(doppia / 10) + (doppia % 10);
  }
  return somma % 10 === 0;
}

/** What is wrong with a code, in words; `null` when nothing is, or when there is no code. */
export function defect(testo: string): string | null {
  const codice = normalize(testo);
  if (codice === '') return null;
  if (/^\d+$/.test(codice)) {
    if (codice.length !== 11) return `Il codice provvisorio ha 11 cifre, qui sono ${codice.length}.`;
    return checkDigitHolds(codice) ? null : 'La cifra di controllo del codice provvisorio non è corretta.';
  }
  if (codice.length !== 16) return `Il codice fiscale ha 16 caratteri, qui sono ${codice.length}.`;
  if (/\d$/.test(codice)) return 'L’ultimo carattere del codice fiscale è una lettera (O, non 0).';
  if (!SHAPE.test(codice)) return 'Il codice fiscale contiene un carattere non ammesso in quella posizione.';
  if (checkLetter(codice) !== codice[15])
    return 'Il carattere di controllo del codice fiscale non è corretto.';
  return null;
}

/** Whether nothing more is to be typed: sixteen characters, or the eleven digits of a provisional code. */
export function isComplete(testo: string): boolean {
  const codice = normalize(testo);
  return codice.length >= 16 || /^\d{11}$/.test(codice);
}

/** Whether it is a whole code that can be asked of ANPR. */
export function isWhole(testo: string): boolean {
  return normalize(testo) !== '' && defect(testo) === null;
}
