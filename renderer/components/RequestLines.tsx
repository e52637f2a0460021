import { ChevronDown } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { lineName, linesLeft } from '../../shared/requests/line-ids.ts';
import type { RequestLine } from '../../shared/requests/request.ts';
import { usePanel } from '../panel.ts';
import { RequestLineRow } from './RequestLineRow.tsx';

interface RequestLinesProps {
  lines: readonly RequestLine[];
  ticked: readonly string[];
  onTicked: (ticked: string[]) => void;
  /** To whom it goes follows from it. */
  area?: { title: string; isTicked: boolean; onTicked: (isOn: boolean) => void };
}

/** What the machine knows is many lines: they wait under their name, what the person did stands open. */
const foldedGroups = ['computer', 'network', 'app'] as const;
type FoldedGroup = (typeof foldedGroups)[number];

/** The facts that go along: each is read, ticked or left out by the person. */
export function RequestLines({ lines: written, ticked, onTicked, area }: RequestLinesProps) {
  const { t } = useTranslation();
  const { requestLinesOff: off = [] } = usePanel().snapshot.managed.values;
  const lines = linesLeft(written, off);
  if (lines.length === 0 && off.length === 0 && !area) return null;
  const toggle = (id: string, isOn: boolean): void =>
    onTicked(isOn ? [...ticked, id] : ticked.filter((other) => other !== id));
  const rows = (shown: readonly RequestLine[]) =>
    shown.map((line) => (
      <RequestLineRow
        key={line.id}
        line={line}
        isTicked={ticked.includes(line.id)}
        onTicked={(isOn) => toggle(line.id, isOn)}
      />
    ));
  const of = (group: RequestLine['group']): RequestLine[] => lines.filter((line) => line.group === group);
  return (
    <fieldset className="lines">
      <legend>{t('panel.request.goesAlong')}</legend>
      <ul className="list">
        {rows(of('journey'))}
        {area && (
          <RequestLineRow
            line={{
              ...{ id: 'area', group: 'journey', ticked: area.isTicked, value: area.title },
              ...{ label: t('panel.request.area'), reason: t('panel.request.areaWhy') },
            }}
            isTicked={area.isTicked}
            onTicked={area.onTicked}
          />
        )}
        {foldedGroups.map((group) => {
          const inGroup = of(group);
          if (inGroup.length < 2) return rows(inGroup);
          const tickedCount = inGroup.filter(({ id }) => ticked.includes(id)).length;
          return (
            <LineGroup key={group} group={group} ticked={tickedCount} all={inGroup.length}>
              {rows(inGroup)}
            </LineGroup>
          );
        })}
      </ul>
      {off.length > 0 && (
        <p className="tiny">
          {t('panel.request.leftOut', { names: off.map((id) => lineName(id, t)).join(', ') })}
        </p>
      )}
    </fieldset>
  );
}

interface LineGroupProps {
  group: FoldedGroup;
  ticked: number;
  all: number;
  children: React.ReactNode;
}

function LineGroup({ group, ticked, all, children }: LineGroupProps) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const id = useId();
  const name = t(`panel.request.groups.${group}`);
  return (
    <li className="line-group">
      <button
        type="button"
        className="line-group__head"
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-label={`${t(isOpen ? 'panel.request.hideGroup' : 'panel.request.showGroup', { group: name })} · ${t('panel.request.groupTicked', { ticked, all })}`}
        onClick={() => setIsOpen(!isOpen)}
      >
        <span className="line__text">
          <span>{name}</span>
          <span className="line__value">{t('panel.request.groupTicked', { ticked, all })}</span>
        </span>
        <ChevronDown className="line-group__chevron" aria-hidden />
      </button>
      {isOpen && (
        <ul id={id} className="line-group__lines">
          {children}
        </ul>
      )}
    </li>
  );
}
