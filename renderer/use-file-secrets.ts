import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { redact, secretsIn } from '../shared/requests/redact.ts';
import type { KeptAttachment, Request } from '../shared/requests/request.ts';
import { textPieces } from '../shared/requests/text-pieces.ts';
import { base64Of } from './attach.ts';
import { usePanel } from './panel.ts';

/** A text that goes along, with what looks secret in it. */
export interface SecretFile {
  file: KeptAttachment;
  text: string;
  what: string[];
}

const toldMax = 3;
const toldCharsMax = 40;

const breath = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** The first few secrets of a text of any length. */
async function firstSecrets(text: string): Promise<string[]> {
  const found = new Set<string>();
  for (const piece of textPieces(text)) {
    for (const secret of secretsIn(piece)) found.add(secret.slice(0, toldCharsMax));
    if (found.size >= toldMax) break;
    await breath();
  }
  return [...found].slice(0, toldMax);
}

async function covered(text: string): Promise<string> {
  const pieces: string[] = [];
  for (const piece of textPieces(text)) {
    pieces.push(redact(piece));
    await breath();
  }
  return pieces.join('');
}

/** Texts that are added are looked through, and what looks secret in them is told before they go. */
export function useFileSecrets(request: Request, onChanged: (request: Request) => void) {
  const { t } = useTranslation();
  const { attempt, say } = usePanel();
  const [looked, setLooked] = useState<readonly SecretFile[]>([]);
  const { id, attachments = [] } = request;

  async function look(file: KeptAttachment | undefined, bytes: Blob): Promise<void> {
    if (file?.type !== 'text/plain') return;
    const text = await bytes.text();
    const what = await firstSecrets(text);
    if (what.length > 0) setLooked((others) => [...others, { file, text, what }]);
  }

  /** The file makes way for the same one without its secrets. */
  async function cover({ file, text }: SecretFile): Promise<void> {
    const base64 = await base64Of(new Blob([await covered(text)]));
    const without = await attempt('request.detach', { id, file: file.id });
    if (!without) return;
    const changed =
      (await attempt('request.attach', { id, name: file.name, base64 })) ??
      (await attempt('request.attachAgain', { id, file }));
    onChanged(changed ?? without);
    if (changed && !changed.attachments?.some((one) => one.id === file.id))
      say({ text: t('panel.request.fileCovered', { name: file.name }), tone: 'done' });
  }

  const isThere = ({ file }: SecretFile): boolean => attachments.some((one) => one.id === file.id);
  return { found: looked.filter(isThere), look, cover };
}
