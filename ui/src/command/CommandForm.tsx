import { valibotResolver } from '@hookform/resolvers/valibot';
import { useBlocker } from '@tanstack/react-router';
import { type MouseEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { type DefaultValues, FormProvider, type Path, type UseFormReturn, useForm } from 'react-hook-form';
import type { GenericSchema } from 'valibot';
import { ErrorSummary } from '~/form/ErrorSummary';
import { FormPrefix } from '~/form/context';
import { CommandProblems, Conflict } from './problems';
import { UnsavedChanges } from './UnsavedChanges';
import { type Outcome, done } from './outcome';
import { useCommand } from './useCommand';

/** The values of a form: what stands in its fields, as text. */
export type Values = Record<string, string>;

interface Props<V extends Values, P extends Outcome> {
  schema: GenericSchema<V, V>;
  /** The values as loaded. */
  initial: V;
  /** The version they were loaded with. */
  version?: number | null | undefined;
  send: (values: V, command: { comando: string; versione: number | null }) => Promise<P>;
  /** The values as they hold now, out of an answer: after saving, and after a conflict. */
  current?: ((payload: P) => V | null) | undefined;
  onDone: (payload: P) => void | Promise<void>;
  submit: string;
  /** What to say once saved. */
  said: string;
  /** Names of server fields that stand elsewhere in the form. */
  fieldOf?: Partial<Record<string, Path<V>>>;
  /** Leaves the form and loads the page again. */
  onReload?: (() => void) | undefined;
  onCancel?: (() => void) | undefined;
  readOnly?: boolean;
  /** Keeps the guard away, for forms in a dialog. */
  unguarded?: boolean;
  children: ReactNode | ((form: UseFormReturn<V>) => ReactNode);
}

/**
 * A form that sends one command: rules while typing, refusals back on their fields, conflicts with what happened in
 * between, and no leaving with unsaved changes unasked.
 */
export function CommandForm<V extends Values, P extends Outcome>(props: Props<V, P>) {
  const { schema, initial, send, current, onDone, submit, said, readOnly = false } = props;
  const prefix = useId();
  const [version, setVersion] = useState(props.version ?? null);
  const [attempt, setAttempt] = useState(0);
  const form = useForm<V>({
    defaultValues: initial as DefaultValues<V>,
    resolver: valibotResolver(schema) as never,
    mode: 'onTouched',
    shouldFocusError: false,
  });
  const { isDirty } = form.formState;

  // Another form of the page has saved, or the page was loaded again: nothing typed here, so nothing to keep.
  const loaded = props.version ?? null;
  const [seen, setSeen] = useState(loaded);
  if (loaded !== seen) {
    setSeen(loaded);
    if (!isDirty) setVersion(loaded);
  }
  useEffect(() => {
    if (!form.formState.isDirty) form.reset(initial);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the values change with the version, and only then
  }, [loaded]);

  const command = useCommand<V, P>((values, comando) => send(values, { comando, versione: version }), {
    said,
    onDone: async (payload) => {
      setVersion(payload.versione ?? null);
      form.reset(current?.(payload) ?? form.getValues());
      await onDone(payload);
    },
  });
  const blocker = useBlocker({
    shouldBlockFn: () => form.formState.isDirty && !command.pending && props.unguarded !== true,
    enableBeforeUnload: () => form.formState.isDirty && props.unguarded !== true,
    withResolver: true,
  });

  async function save(values: V): Promise<void> {
    const payload = await command.run(values);
    if (payload?.esito === 'RIFIUTATO') spread(payload);
  }

  /** Puts each refusal on its field, where the form has it. */
  function spread(payload: P): void {
    for (const rifiuto of payload.rifiuti) {
      for (const campo of rifiuto.campi) {
        const name = props.fieldOf?.[campo] ?? (campo as Path<V>);
        if (name in initial) form.setError(name, { type: 'server', message: rifiuto.messaggio });
      }
    }
    setAttempt((n) => n + 1);
  }

  /** Keeps what was typed, takes everything else as it is now, and lets the operator look before saving again. */
  function reapply(payload: P): void {
    const now = current?.(payload);
    if (now) form.reset(now, { keepDirtyValues: true });
    setVersion(payload.versione ?? null);
    command.clear();
  }

  const { outcome } = command;
  const conflict = outcome?.esito === 'VERSIONE_SUPERATA' ? outcome : null;
  return (
    <FormProvider {...form}>
      <FormPrefix value={prefix}>
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keeps presses, adds none */}
        <form
          noValidate
          onMouseDown={stayInField}
          onSubmit={(event) => {
            event.preventDefault();
            event.stopPropagation();
            void form.handleSubmit(save, () => setAttempt((n) => n + 1))();
          }}
        >
          <ErrorSummary attempt={attempt} />
          {outcome && unplaced(outcome, initial, props.fieldOf) ? (
            <CommandProblems outcome={outcome} fault={command.fault} />
          ) : (
            <CommandProblems outcome={null} fault={command.fault} />
          )}
          {conflict ? (
            <Conflict
              intervenuti={conflict.intervenuti}
              onReload={() => {
                const now = current?.(conflict);
                if (now) form.reset(now);
                setVersion(conflict.versione ?? null);
                command.clear();
                props.onReload?.();
              }}
              onReapply={current ? () => reapply(conflict) : undefined}
            />
          ) : null}
          {typeof props.children === 'function' ? props.children(form) : props.children}
          {readOnly ? null : (
            <div className="azioni">
              {outcome && done(outcome) && !isDirty ? (
                <span className="me-auto align-self-center">{said}</span>
              ) : null}
              {props.onCancel ? (
                <button type="button" className="btn btn-outline-primary" onClick={props.onCancel}>
                  Annulla
                </button>
              ) : null}
              <button type="submit" className="btn btn-primary" aria-disabled={command.pending || undefined}>
                {command.pending ? 'Attendere…' : submit}
              </button>
            </div>
          )}
        </form>
        {blocker.status === 'blocked' ? (
          <UnsavedChanges onStay={blocker.reset} onLeave={blocker.proceed} />
        ) : null}
      </FormPrefix>
    </FormProvider>
  );
}

/**
 * A press on a button leaves the focus in the field. Left, the field may show its error, which moves the button away
 * under the pointer before it is let go: no click would come of it.
 */
function stayInField(event: MouseEvent<HTMLFormElement>): void {
  if (event.target instanceof Element && event.target.closest('button')) event.preventDefault();
}

/** Whether some refusal belongs to no field of the form. */
function unplaced(outcome: Outcome, initial: Values, fieldOf: Partial<Record<string, string>> = {}): boolean {
  return outcome.rifiuti.some(
    (rifiuto) =>
      rifiuto.campi.length === 0 || rifiuto.campi.some((campo) => !((fieldOf[campo] ?? campo) in initial)),
  );
}
