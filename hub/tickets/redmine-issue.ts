import type { z } from 'zod';
import { createI18n } from '../../shared/i18n/create-i18n.ts';
import type { TicketLoss } from '../../shared/requests/wire.ts';
import { ok, refuse, type Result } from '../../shared/result.ts';
import {
  createdSchema,
  keptName,
  refusedSchema,
  uploadSchema,
  whyNoFile,
  type issueSchema,
} from './redmine-answers.ts';
import type { RedmineConfig } from './redmine.ts';
import type { CallControl, TicketDraft, TicketRefusal } from './ticket-adapter.ts';
import { readJson, type TicketServer } from './ticket-server.ts';
import { filledFields, isSame, lostFiles, ticketText, ticketTitle, type FilledField } from './ticket-text.ts';

type Field = FilledField<RedmineConfig['fields'][string]>;
type Answer<T> = Promise<Result<T, TicketRefusal>>;

export interface Upload {
  token: string;
  filename: string;
  content_type: string;
}

/** Files go first, each for a token; one that this Redmine does not take is left out. */
export async function uploadFiles(
  server: TicketServer,
  files: TicketDraft['attachments'],
  control: CallControl,
): Answer<{ uploads: Upload[]; lost: TicketLoss[] }> {
  const uploads: Upload[] = [];
  const lost: TicketLoss[] = [];
  for (const file of files) {
    const { name, type, bytes } = file;
    const question = {
      method: 'POST' as const,
      path: 'uploads.json',
      query: { filename: name },
      headers: { 'Content-Type': 'application/octet-stream' },
      body: Buffer.from(bytes),
    };
    const answer = await server.send(question, control);
    if (!answer.ok) return answer;
    if (answer.value.status > 299) {
      const refusal = server.judge(answer.value);
      if (refusal.kind === 'later') return refuse(refusal);
      lost.push({ field: name, why: whyNoFile(answer.value, file) });
      continue;
    }
    const taken = readJson(answer.value.body, uploadSchema);
    if (!taken.ok) return taken;
    uploads.push({ token: taken.value.upload.token, filename: name, content_type: type });
  }
  return ok({ uploads, lost });
}

function toBody(
  { project, tracker, keyField }: RedmineConfig,
  draft: TicketDraft,
  fields: readonly Field[],
  uploads: readonly Upload[],
) {
  const custom = fields.filter(({ field }) => typeof field === 'number');
  const own = fields.filter(({ field }) => typeof field === 'string');
  return {
    issue: {
      project_id: project,
      ...(tracker !== undefined && { tracker_id: tracker }),
      subject: ticketTitle(draft),
      description: ticketText(draft, createI18n(draft.language).t),
      ...Object.fromEntries(own.map(({ field, value }) => [field, value])),
      custom_fields: [
        ...custom.map(({ field, value }) => ({ id: field, value })),
        { id: keyField, value: draft.key },
      ],
      uploads,
    },
  };
}

interface NewIssue {
  config: RedmineConfig;
  draft: TicketDraft;
  uploads: readonly Upload[];
}

/**
 * Creates an issue. When Redmine complains about fields, each is left out once, and stays out when fewer complaints
 * come back: the complaints are in the language of the account, so their words decide nothing.
 */
export async function createIssue(
  server: TicketServer,
  { config, draft, uploads }: NewIssue,
  control: CallControl,
): Answer<{ id: number; lost: TicketLoss[] }> {
  type Tried = { id: number } | { complaints: number; refusal: TicketRefusal };
  async function post(fields: readonly Field[]): Answer<Tried> {
    const body = toBody(config, draft, fields, uploads);
    const answer = await server.send({ method: 'POST', path: 'issues.json', body }, control);
    if (!answer.ok) return answer;
    const { status, body: said } = answer.value;
    if (status === 422) {
      const refused = readJson(said, refusedSchema);
      return refused.ok
        ? ok({ complaints: refused.value.errors.length, refusal: server.judge(answer.value) })
        : refused;
    }
    if (status > 299) return refuse(server.judge(answer.value));
    const created = readJson(said, createdSchema);
    return created.ok ? ok({ id: created.value.issue.id }) : created;
  }

  const all = filledFields(draft, config.fields, config.values);
  let kept = all;
  let answer = await post(kept);
  for (const field of all) {
    if (!answer.ok || 'id' in answer.value) break;
    const fewer = kept.filter((other) => other !== field);
    const next = await post(fewer);
    if (next.ok && 'complaints' in next.value && next.value.complaints >= answer.value.complaints) continue;
    kept = fewer;
    answer = next;
  }
  if (!answer.ok) return answer;
  if (!('id' in answer.value)) return refuse(answer.value.refusal);
  const left = all.filter((field) => !kept.includes(field));
  return ok({
    id: answer.value.id,
    lost: left.map(({ name }): TicketLoss => ({ field: name, why: 'value-not-allowed' })),
  });
}

/** What an issue does not hold as it was sent. Redmine ignores fields that it does not have without a word. */
export function lostInIssue(
  config: RedmineConfig,
  draft: TicketDraft,
  {
    subject,
    description,
    custom_fields: custom = [],
    attachments = [],
    category,
    priority,
  }: z.infer<typeof issueSchema>['issue'],
): TicketLoss[] {
  const lost: TicketLoss[] = [];
  if (!isSame(subject, ticketTitle(draft))) lost.push({ field: 'title', why: 'dropped-by-server' });
  if (!isSame(description ?? undefined, ticketText(draft, createI18n(draft.language).t)))
    lost.push({ field: 'description', why: 'dropped-by-server' });
  const keptIn = (field: Field['field']): unknown => {
    if (field === 'category_id') return String(category?.id);
    if (field === 'priority_id') return String(priority?.id);
    return custom.find(({ id }) => id === field)?.value;
  };
  for (const { name, field, value } of filledFields(draft, config.fields, config.values)) {
    const kept = keptIn(field);
    if (typeof kept === 'string' && isSame(kept, value)) continue;
    lost.push({ field: name, why: kept === undefined ? 'no-such-field' : 'dropped-by-server' });
  }
  const found = attachments.map(({ filename, filesize }) => ({ name: filename, bytes: filesize }));
  return [...lost, ...lostFiles(draft.attachments, found, keptName)];
}
