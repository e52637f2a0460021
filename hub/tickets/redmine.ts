import { z } from 'zod';
import { ok, refuse } from '../../shared/result.ts';
import { secretSchema } from '../secret.ts';
import { createIssue, lostInIssue, uploadFiles } from './redmine-issue.ts';
import { issueSchema, issuesSchema, statusNamesSchema } from './redmine-answers.ts';
import type { CallControl, Ticket, TicketAdapter, TicketDeps } from './ticket-adapter.ts';
import { fieldNameSchema, systemUrlSchema, systemShape } from './ticket-config.ts';
import { createTicketServer } from './ticket-server.ts';
import { reopenText } from './ticket-text.ts';

/** Redmine: its part of the hub's configuration. */
export const redmineConfigSchema = z.strictObject({
  system: z.literal('redmine'),
  url: systemUrlSchema,
  /** Of an account with a role in the project that may view, add and edit issues and add notes. */
  key: secretSchema,
  /** The project's identifier, as its address has it. */
  project: z.string().min(1),
  tracker: z.number().int().positive().optional(),
  /** Id of a text field of issues, "used as a filter", that holds the idempotency key. */
  keyField: z.number().int().positive(),
  /** Our field name -> the id of a custom field, or one of Redmine's own fields. */
  fields: z
    .record(fieldNameSchema, z.union([z.number().int().positive(), z.enum(['category_id', 'priority_id'])]))
    .default({}),
  ...systemShape({
    /** By the statuses' names. Others count as solved when Redmine calls them closed, and as open when not. */
    statuses: {
      New: 'open',
      'In Progress': 'answered',
      Feedback: 'answered',
      Resolved: 'solved',
      Closed: 'solved',
      Rejected: 'solved',
    },
    reopenAs: 'New',
  }),
});
export type RedmineConfig = z.infer<typeof redmineConfigSchema>;

const batch = 100;

/** Sends requests to Redmine by its REST interface. */
export function redmineTickets(config: RedmineConfig, deps: TicketDeps): TicketAdapter {
  const base = config.url.replace(/\/+$/, '');
  const server = createTicketServer({
    url: base,
    headers: { 'X-Redmine-API-Key': deps.secret(config.key) },
    nowMs: () => deps.nowMs(),
    ...(config.timeoutMs !== undefined && { timeoutMs: config.timeoutMs }),
  });
  const toTicket = (id: number): Ticket => ({ number: String(id), url: `${base}/issues/${id}` });
  const toStatus = ({ name, is_closed: isClosed }: { name: string; is_closed?: boolean | undefined }) =>
    config.statuses[name] ?? (isClosed === true ? 'solved' : 'open');

  async function read(number: string, control: CallControl) {
    const query = { include: 'attachments,journals' };
    const path = `issues/${encodeURIComponent(number)}.json`;
    const answer = await server.ask({ path, query }, issueSchema, control);
    return answer.ok ? ok(answer.value.issue) : answer;
  }

  return {
    system: config.system,

    async find(key, control) {
      const query = { [`cf_${config.keyField}`]: key, status_id: '*', sort: 'id', limit: '1' };
      const found = await server.ask({ path: 'issues.json', query }, issuesSchema, control);
      if (!found.ok) return found;
      const [first] = found.value.issues;
      if (!first) return ok(undefined);
      // A field that is no filter is ignored, and any issue comes back.
      const holds = first.custom_fields?.some(({ id, value }) => id === config.keyField && value === key);
      if (holds) return ok(toTicket(first.id));
      return refuse({ kind: 'later', detail: `the custom field ${config.keyField} is not used as a filter` });
    },

    async create(draft, control) {
      const sent = await uploadFiles(server, draft.attachments, control);
      if (!sent.ok) return sent;
      const made = await createIssue(server, { config, draft, uploads: sent.value.uploads }, control);
      if (!made.ok) return made;
      return ok({ ticket: toTicket(made.value.id), lost: [...sent.value.lost, ...made.value.lost] });
    },

    // Redmine ignores ids of fields that it does not have: only reading back tells.
    async verify({ number }, draft, control) {
      const issue = await read(number, control);
      if (!issue.ok) return issue;
      return ok(lostInIssue(config, draft, issue.value));
    },

    async statuses(numbers, control) {
      const known = new Map<string, ReturnType<typeof toStatus>>();
      const asked = numbers.filter((number) => /^\d+$/.test(number));
      for (let at = 0; at < asked.length; at += batch) {
        const query = {
          issue_id: asked.slice(at, at + batch).join(','),
          status_id: '*',
          limit: String(batch),
        };
        const found = await server.ask({ path: 'issues.json', query }, issuesSchema, control);
        if (!found.ok) return found;
        for (const { id, status } of found.value.issues) known.set(String(id), toStatus(status));
      }
      return ok(known);
    },

    async reopen({ number }, { key, comment }, control) {
      const issue = await read(number, control);
      if (!issue.ok) return issue;
      const isThere = issue.value.journals?.some(({ notes }) => notes?.includes(key) ?? false) ?? false;
      const isSolved = toStatus(issue.value.status) === 'solved';
      if (isThere && !isSolved) return ok(undefined);
      const names = await server.ask({ path: 'issue_statuses.json' }, statusNamesSchema, control);
      if (!names.ok) return names;
      const status = names.value.issue_statuses.find(({ name }) => name === config.reopenAs);
      const body = {
        issue: {
          ...(status && { status_id: status.id }),
          ...(!isThere && { notes: `${reopenText(comment)}\n\n${key}` }),
        },
      };
      const path = `issues/${encodeURIComponent(number)}.json`;
      const answer = await server.send({ method: 'PUT', path, body }, control);
      if (!answer.ok) return answer;
      if (answer.value.status > 299) return refuse(server.judge(answer.value));
      // A status that the account's role must not set is ignored without a word.
      const after = await read(number, control);
      if (!after.ok) return after;
      if (toStatus(after.value.status) !== 'solved') return ok(undefined);
      return refuse({
        kind: 'refused',
        detail: `the comment is in the issue, but it could not become "${config.reopenAs}"`,
      });
    },
  };
}
