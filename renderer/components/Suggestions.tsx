import type { SuggestionView } from '../../shared/ipc/views.ts';
import { usePanel } from '../panel.ts';
import { GuideRow } from './GuideRow.tsx';

/** Guides that are offered, each with its reason below the title. */
export function Suggestions({ suggestions }: { suggestions: readonly SuggestionView[] }) {
  const { client } = usePanel();
  return (
    <ul className="list">
      {suggestions.map(({ rule, guide, reason }) => (
        <GuideRow
          key={rule}
          guide={guide}
          reason={reason}
          withIcon
          onOpen={() => void client.call('suggestion.open', { rule })}
        />
      ))}
    </ul>
  );
}
