import { useRef, useState } from 'react';
import { Fault } from '~/graphql/client';
import { announce } from '~/ui/Announcer';
import { keepFocus } from '~/ui/focus';
import { type Outcome, done } from './outcome';

interface Options<P> {
  /** Called when the command was carried out, now or earlier. */
  onDone: (payload: P) => void | Promise<void>;
  /** What to have read aloud then. */
  said?: string;
}

/** A command on its way: what became of it, and how to send it. */
export interface Command<A, P> {
  run: (args: A) => Promise<P | null>;
  pending: boolean;
  /** The last answer; `null` before the first and after {@link Command.clear}. */
  outcome: P | null;
  fault: Error | null;
  clear: () => void;
}

/**
 * Sends a mutation with an id of our own making. The id stays the same until the server has answered: a second click,
 * or another try after the network failed, is the same request and is carried out once.
 */
export function useCommand<A, P extends Outcome>(
  send: (args: A, comando: string) => Promise<P>,
  { onDone, said }: Options<P>,
): Command<A, P> {
  const id = useRef<string>(null);
  const busy = useRef(false);
  const [pending, setPending] = useState(false);
  const [outcome, setOutcome] = useState<P | null>(null);
  const [fault, setFault] = useState<Error | null>(null);

  async function run(args: A): Promise<P | null> {
    if (busy.current) return null;
    busy.current = true;
    id.current ??= crypto.randomUUID();
    setPending(true);
    setFault(null);
    try {
      const payload = await send(args, id.current);
      id.current = null;
      setOutcome(payload);
      if (done(payload)) {
        if (said !== undefined) announce(said);
        await onDone(payload);
        keepFocus();
      }
      return payload;
    } catch (error) {
      // Only a fault that leaves open whether the command arrived keeps its id.
      if (error instanceof Fault && error.code === 'BAD_USER_INPUT') id.current = null;
      setFault(error as Error);
      return null;
    } finally {
      busy.current = false;
      setPending(false);
    }
  }

  function clear(): void {
    setOutcome(null);
    setFault(null);
  }

  return { run, pending, outcome, fault, clear };
}
