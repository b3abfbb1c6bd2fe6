// Writes src/gql/documenti.json: the SHA-256 of every document that the pages send, with the name of its operation.
// The service carries out no other, outside development. With --check it only says whether the file is as it should be.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import ts from 'typescript';

const source = new URL('../src/gql/graphql.ts', import.meta.url);
const file = new URL('../src/gql/documenti.json', import.meta.url);

// The generated module itself is asked, so that every text is hashed as it is sent.
const { outputText } = ts.transpileModule(await readFile(source, 'utf8'), {
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
});
const generated = await import(`data:text/javascript,${encodeURIComponent(outputText)}`);

const documents = {};
for (const [name, document] of Object.entries(generated)) {
  const text = name.endsWith('Document') ? String(document) : '';
  const operation = /^\s*(?:query|mutation)\s+(\w+)/m.exec(text)?.[1];
  if (operation) documents[createHash('sha256').update(text).digest('hex')] = operation;
}
const byName = Object.entries(documents).sort(([, a], [, b]) => (a < b ? -1 : 1));
const text = `${JSON.stringify(Object.fromEntries(byName), null, 2)}\n`;

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    process.stderr.write('src/gql/documenti.json is not up to date: npm run gen\n');
    process.exit(1);
  }
} else {
  await writeFile(file, text);
}
