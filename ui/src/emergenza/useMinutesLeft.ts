import { useEffect, useState } from 'react';

/** Begun minutes until an instant of this computer's clock, in milliseconds; none when it is over. */
export function minutesUntil(deadline: number, now: number): number {
  return Math.max(0, Math.ceil((deadline - now) / 60_000));
}

/** The minutes that are left of an access: `seconds` were left when the server was read, at `readAt`. */
export function useMinutesLeft(seconds: number, readAt: number): number {
  const deadline = readAt + seconds * 1000;
  const [now, setNow] = useState(() => Date.now());
  // The server may have been read again since the clock was looked at.
  const left = minutesUntil(deadline, Math.max(now, readAt));
  const over = left === 0;
  useEffect(() => {
    if (over) return undefined;
    // A computer that slept wakes up late: the clock is looked at, seconds are not counted.
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over, deadline]);
  return left;
}

/** «42 minuti», «un minuto». */
export function inWords(minutes: number): string {
  return minutes === 1 ? 'un minuto' : `${minutes} minuti`;
}
