import { BrowserWindow, dialog, type SaveDialogOptions } from 'electron';
import { ok, type Result } from '../../shared/result.ts';
import type { CouldNotSave } from '../services/ports.ts';
import { nodeDisk } from './disk.ts';
import { replaceFile, saving } from './durable-write.ts';

/** Asks the person where to, and saves a text there. */
export async function saveTextAs(
  text: string,
  title: string,
  name: string,
): Promise<Result<'saved' | 'cancelled', CouldNotSave>> {
  const options: SaveDialogOptions = { title, defaultPath: name };
  // Without a parent it would stand behind the panel, which stays on top meanwhile.
  const parent = BrowserWindow.getFocusedWindow();
  const { canceled, filePath } = await (parent
    ? dialog.showSaveDialog(parent, options)
    : dialog.showSaveDialog(options));
  if (canceled || filePath === '') return ok('cancelled');
  const saved = await saving(filePath, () => replaceFile(nodeDisk(), filePath, Buffer.from(text, 'utf8')));
  return saved.ok ? ok('saved') : saved;
}
