const SHAPES = {
  cerca:
    'M10 4a6 6 0 1 0 3.9 10.6l5.3 5.2 1-1-5.2-5.3A6 6 0 0 0 10 4zm0 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
  piu: 'M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z',
  stampa:
    'M7 3h10v4h-1.5V4.5h-7V7H7zM4 8h16v9h-3v4H7v-4H4zm1.5 1.5v6H7V13h10v2.5h1.5v-6zM8.5 14.5v5h7v-5zM16 10.5h1.5V12H16z',
  apri: 'M9 6l6 6-6 6-1.2-1.2L12.6 12 7.8 7.2z',
} as const;

/** A small picture beside a text that says the same. */
export function Icon({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg className="icona" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={SHAPES[name]} />
    </svg>
  );
}
