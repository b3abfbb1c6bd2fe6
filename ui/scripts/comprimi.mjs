// Writes a .br and a .gz beside every file of dist that gets smaller by it: the server sends them as they are.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = new URL('../dist', import.meta.url).pathname;
const compressible = /\.(html|js|css|svg|json|txt|webmanifest)$/;
let before = 0;
let after = 0;

for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !compressible.test(entry.name)) continue;
  const path = join(entry.parentPath, entry.name);
  const content = await readFile(path);
  const brotli = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const gzip = gzipSync(content, { level: 9 });
  if (brotli.length < content.length) await writeFile(`${path}.br`, brotli);
  if (gzip.length < content.length) await writeFile(`${path}.gz`, gzip);
  before += content.length;
  after += Math.min(brotli.length, content.length);
}
process.stdout.write(`compressed: ${Math.round(before / 1024)} kB -> ${Math.round(after / 1024)} kB\n`);
