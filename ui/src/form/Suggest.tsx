import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';

interface Props<T> {
  id: string;
  label: ReactNode;
  value: string;
  onText: (text: string) => void;
  onChoose: (item: T) => void;
  items: readonly T[];
  itemKey: (item: T) => string;
  itemText: (item: T) => string;
  /** Said when there is text and nothing matches. */
  none: string;
  invalid?: boolean | undefined;
  describedBy?: string | undefined;
  required?: boolean;
}

/** A text field with suggestions below: arrows move, Enter chooses, Esc closes. */
export function Suggest<T>(props: Props<T>) {
  const { id, label, value, items, itemKey, itemText } = props;
  const list = useId();
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [seen, setSeen] = useState(items);
  if (seen !== items) {
    // Other suggestions: none of them was reached with the arrows.
    setSeen(items);
    setActive(-1);
  }
  const shown = open && value.trim().length > 1;

  function choose(item: T): void {
    setOpen(false);
    props.onChoose(item);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    const current = items[active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((i) => Math.max(-1, Math.min(items.length - 1, i + step)));
    } else if (event.key === 'Enter' && shown && current !== undefined) {
      event.preventDefault();
      choose(current);
    } else if (event.key === 'Escape' && shown) {
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    }
  }

  return (
    <div className="suggerimenti">
      <label htmlFor={id} className="etichetta">
        {label}
      </label>
      <input
        id={id}
        className="form-control"
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={list}
        aria-activedescendant={shown && active >= 0 ? `${list}-${active}` : undefined}
        aria-invalid={props.invalid || undefined}
        aria-describedby={props.describedBy}
        aria-required={props.required || undefined}
        value={value}
        onChange={(event) => {
          setOpen(true);
          props.onText(event.target.value);
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setOpen(false)}
      />
      <div id={list} role="listbox" aria-label="Suggerimenti" hidden={!shown || items.length === 0}>
        {items.map((item, i) => (
          // The keyboard works on the field, as the pattern of the combobox has it.
          // eslint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={itemKey(item)}
            id={`${list}-${i}`}
            role="option"
            aria-selected={i === active}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(item)}
          >
            {itemText(item)}
          </div>
        ))}
      </div>
      <p role="status" className="aiuto">
        {shown && items.length === 0 ? props.none : ''}
      </p>
    </div>
  );
}
