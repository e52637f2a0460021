import { useCallback, useState } from 'react';
import { languages, type Language } from '../../shared/language.ts';
import { osNames, type Os } from '../../shared/os.ts';
import type { PreviewState } from '../../shared/preview/preview-state.ts';
import { GuideList } from './GuideList.tsx';
import { guideOfFile, Mistakes } from './Mistakes.tsx';
import { PanelFrame } from './PanelFrame.tsx';
import { usePreviewState } from './use-preview-state.ts';

const osLabels: Readonly<Record<Os, string>> = { windows: 'Windows', macos: 'macOS', linux: 'Linux' };

const ownOs = (): Os =>
  /Windows/.test(navigator.userAgent) ? 'windows' : /Mac/.test(navigator.userAgent) ? 'macos' : 'linux';

/** The page around the panel: which guide, in which language, on which system, and what is wrong with it. */
export function Tool() {
  const { state, connected } = usePreviewState();
  if (!state) return <p className="preview__notice">{connected ? 'Reading the guides ...' : ended}</p>;
  return <Page state={state} connected={connected} />;
}

const ended = 'The preview has ended. Start it again in the terminal: this page goes on by itself.';

function Page({ state, connected }: { state: PreviewState; connected: boolean }) {
  const [language, setLanguage] = useState<Language>('en');
  const [os, setOs] = useState<Os>(ownOs);
  const [chosen, setChosen] = useState<{ guide: string; asked: number }>();
  const [open, setOpen] = useState<string>();
  const choose = useCallback((guide: string): void => {
    setChosen((before) => ({ guide, asked: (before?.asked ?? 0) + 1 }));
    setOpen(guide);
  }, []);

  const { guides, mistakes } = state;
  const isOfOpen = ({ file }: { file: string }): boolean => open !== undefined && guideOfFile(file) === open;
  const errors = mistakes.filter(({ severity }) => severity === 'error').length;
  return (
    <div className="preview">
      <header className="preview__bar" aria-label="Preview">
        <h1>
          Preview of <span className="preview__folder">{state.folder}</span>
        </h1>
        <label>
          Language{' '}
          <select value={language} onChange={({ target }) => setLanguage(target.value as Language)}>
            {languages.map((tag) => (
              <option key={tag}>{tag}</option>
            ))}
          </select>
        </label>
        <label>
          System{' '}
          <select value={os} onChange={({ target }) => setOs(target.value as Os)}>
            {osNames.map((name) => (
              <option key={name} value={name}>
                {osLabels[name]}
              </option>
            ))}
          </select>
        </label>
        <p role="status" className="preview__status">
          {!connected && ended}
          {connected && mistakes.length === 0 && 'No mistakes'}
          {connected && mistakes.length > 0 && summary(errors, mistakes.length - errors)}
        </p>
      </header>
      <GuideList guides={guides} mistakes={mistakes} language={language} open={open} onChoose={choose} />
      <main className="preview__stage" aria-label="Panel">
        {state.drawable ? (
          <PanelFrame revision={state.revision} {...{ language, os, chosen }} onGuide={setOpen} />
        ) : (
          <p className="preview__notice">
            The panel is shown as soon as organisation.yaml and areas.yaml can be read.
          </p>
        )}
      </main>
      <aside className="preview__aside" aria-label="Mistakes">
        <Mistakes title="In this guide" mistakes={mistakes.filter(isOfOpen)} onGuide={choose} />
        <Mistakes
          title="In other files"
          mistakes={mistakes.filter((mistake) => !isOfOpen(mistake))}
          onGuide={choose}
        />
        {mistakes.length === 0 && <p className="muted">Nothing is wrong with these guides.</p>}
      </aside>
    </div>
  );
}

function summary(errors: number, warnings: number): string {
  const parts = [errors > 0 && `${errors} to put right`, warnings > 0 && `${warnings} to look at`];
  return parts.filter((part) => part !== false).join(', ');
}
