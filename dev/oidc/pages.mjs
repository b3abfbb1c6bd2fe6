// Pages, clearly not those of a real provider.

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML. */
export const escape = (text) => String(text ?? '').replace(/[&<>"']/g, (c) => ENTITIES[c]);

/** A page; `body` is HTML. */
export function page(title, body) {
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} – SOLO SVILUPPO</title>
<style>
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 0 auto; padding: 0 1rem 3rem; color: #17324d }
.avviso { background: #a66300; color: #fff; margin: 0 -1rem; padding: .75rem 1rem; font-weight: 700 }
fieldset { border: 1px solid #5c6f82; margin: 0 0 1rem } label { display: block; padding: .35rem 0 }
button { font: inherit; padding: .5rem 1.5rem; margin-right: .5rem }
</style>
</head>
<body>
<p class="avviso">SOLO SVILUPPO – gestore dell’identità di prova: le persone sono inventate, nessuna identità è verificata.</p>
<main><h1>${escape(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

/** Who logs in, and how surely. */
export function chooser(people, levels) {
  const person = (p, i) => `<label><input type="radio" name="persona" value="${escape(p.id)}"${i === 0 ? ' checked' : ''}>
    ${escape(p.cognome)} ${escape(p.nome)} – ${escape(p.ruolo)}</label>`;
  const level = (l, i) => `<label><input type="radio" name="livello" value="${escape(l)}"${i === 1 ? ' checked' : ''}>
    livello ${i + 1}</label>`;
  return page('Con quale identità entrare?', `<form method="post">
<fieldset><legend>Persona</legend>${people.map(person).join('\n')}</fieldset>
<fieldset><legend>Sicurezza dell’accesso</legend>${levels.map(level).join('\n')}
<label><input type="checkbox" name="ricordato"> identità dimostrata un’ora fa, e ricordata</label></fieldset>
<button type="submit" name="azione" value="entra">Entra</button>
<button type="submit" name="azione" value="annulla">Annulla</button>
</form>`);
}
