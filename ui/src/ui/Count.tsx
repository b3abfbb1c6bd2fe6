/** How many things wait behind a link; nothing where none does. */
export function Count({ number, of }: { number: number; of: string }) {
  if (number === 0) return null;
  return (
    <span className="conteggio">
      {number}
      <span className="visually-hidden"> {of}</span>
    </span>
  );
}
