import type { ShownMistake } from '../../shared/preview/preview-state.ts';

/** The guide that a file belongs to. */
export const guideOfFile = (file: string): string | undefined =>
  /^guides\/(.+)\.[a-z]{2}\.md$/.exec(file)?.[1];

interface MistakesProps {
  title: string;
  mistakes: readonly ShownMistake[];
  onGuide(id: string): void;
}

/** Mistakes with the place to put each right. */
export function Mistakes({ title, mistakes, onGuide }: MistakesProps) {
  if (mistakes.length === 0) return null;
  return (
    <section>
      <h2>
        {title} ({mistakes.length})
      </h2>
      <ul className="preview__mistakes">
        {mistakes.map((mistake) => (
          <li
            key={JSON.stringify(mistake)}
            className={`preview__mistake preview__mistake--${mistake.severity}`}
          >
            <Place mistake={mistake} onGuide={onGuide} />
            <p>
              <strong>{mistake.severity === 'error' ? 'Error' : 'Warning'}:</strong> {mistake.problem}
            </p>
            <p className="muted">{mistake.remedy}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({
  mistake: { file, line },
  onGuide,
}: { mistake: ShownMistake } & Pick<MistakesProps, 'onGuide'>) {
  const guide = guideOfFile(file);
  const place = (
    <code>
      {file}:{line}
    </code>
  );
  if (guide === undefined) return place;
  return (
    <button type="button" className="link" onClick={() => onGuide(guide)}>
      {place}
    </button>
  );
}
