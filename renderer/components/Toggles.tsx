import { useId } from 'react';

interface TogglesProps<T> {
  label: string;
  choices: readonly { value: T; text: string }[];
  chosen: T | undefined;
  /** Nothing: the chosen one was pressed again. */
  onChoose: (value: T | undefined) => void;
}

/** A question with a few answers side by side, one of them at most; pressing it again takes it back. */
export function Toggles<T extends string | boolean>({ label, choices, chosen, onChoose }: TogglesProps<T>) {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className="toggles">
      <span id={id} className="toggles__label">
        {label}
      </span>
      <div className="choices">
        {choices.map(({ value, text }) => (
          <button
            key={String(value)}
            type="button"
            className="btn btn--small"
            aria-pressed={chosen === value}
            onClick={() => onChoose(chosen === value ? undefined : value)}
          >
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}
