import { useCallback, useEffect, useRef, useState } from 'react';
import type { Loss, Request, RequestEdit, WayKind } from '../shared/requests/request.ts';
import { usePanel } from './panel.ts';

export interface HandedOver {
  lost: Loss[];
  file?: string | undefined;
}

export interface RequestSession {
  request: Request;
  edit: RequestEdit;
  change(change: Partial<RequestEdit>): void;
  /** Main's newest, after something else changed it. */
  changed(request: Request): void;
  handOver(way: WayKind): Promise<void>;
  /** Takes back what has not left yet. */
  cancel(): Promise<boolean>;
  /** "Still not solved", in these words. */
  reopen(comment: string): Promise<boolean>;
  /** What the last hand-over could not carry. */
  handedOver: HandedOver | undefined;
  confirm(sent: boolean, ticket?: string): Promise<boolean>;
}

const saveAfterMs = 400;

const editOf = ({ title, description, lines, impact, area }: Request): RequestEdit => ({
  title,
  description,
  ticked: lines.filter(({ ticked }) => ticked).map(({ id }) => id),
  ...(impact === undefined ? {} : { impact }),
  ...(area === undefined ? {} : { area }),
});

/** One request while it is on the screen. What is typed is saved soon after, on leaving, and before it goes anywhere. */
export function useRequest(opened: Request): RequestSession {
  const { attempt, snapshot } = usePanel();
  const [answered, setRequest] = useState(opened);
  const [edit, setEdit] = useState(() => editOf(opened));
  const [handedOver, setHandedOver] = useState<HandedOver>();
  const unsaved = useRef<RequestEdit>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saving = useRef(Promise.resolve(true));
  const handingOver = useRef(false);
  const { id } = opened;
  // What IT does with it, and what becomes of it on its way, comes with the snapshot.
  const told = snapshot.requests.find((other) => other.id === id);
  const request = told && (told.revision ?? 0) >= (answered.revision ?? 0) ? told : answered;

  // One after the other: what goes out next takes along what is being saved at this moment.
  const save = useCallback((): Promise<boolean> => {
    clearTimeout(timer.current);
    saving.current = saving.current.then(async () => {
      const next = unsaved.current;
      if (!next) return true;
      unsaved.current = undefined;
      const saved = await attempt('request.edit', { id, edit: next });
      if (saved) setRequest(saved);
      else unsaved.current ??= next;
      return saved !== undefined;
    });
    return saving.current;
  }, [attempt, id]);

  useEffect(() => () => void save(), [save]);

  function change(part: Partial<RequestEdit>): void {
    const next = { ...edit, ...part };
    setEdit(next);
    unsaved.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), saveAfterMs);
  }

  /** A second press, while the first is still opening something, would open it twice. */
  async function handOver(way: WayKind): Promise<void> {
    if (handingOver.current) return;
    handingOver.current = true;
    try {
      await handOverBy(way);
    } finally {
      handingOver.current = false;
    }
  }

  async function handOverBy(way: WayKind): Promise<void> {
    // What could not be saved is in main's memory, and goes along all the same.
    await save();
    const outcome = await attempt('request.handOver', { id, way });
    if (outcome) {
      setRequest(outcome.request);
      setHandedOver({ lost: outcome.lost, file: outcome.file });
      return;
    }
    // Refused after it was noted: the state says why.
    const now = await attempt('request.get', { id });
    if (now) setRequest(now);
  }

  async function confirm(sent: boolean, ticket?: string): Promise<boolean> {
    const words = ticket?.trim() ?? '';
    const confirmed = await attempt('request.confirm', {
      id,
      sent,
      ...(words === '' ? {} : { ticket: words }),
    });
    if (confirmed) setRequest(confirmed);
    return confirmed !== undefined;
  }

  async function cancel(): Promise<boolean> {
    const cancelled = await attempt('request.cancel', { id });
    if (cancelled) setRequest(cancelled);
    return cancelled !== undefined;
  }
  async function reopen(comment: string): Promise<boolean> {
    const reopened = await attempt('request.reopen', { id, comment });
    if (reopened) setRequest(reopened);
    return reopened !== undefined;
  }

  return { request, edit, change, changed: setRequest, handOver, handedOver, confirm, cancel, reopen };
}
