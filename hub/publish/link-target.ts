import {
  actionSchema,
  checkWebUrl,
  guideIdSchema,
  settingsPageSchema,
  type Action,
} from '../../shared/guides/action.ts';
import { isMailAddress, isPhoneNumber } from '../../shared/guides/address.ts';
import { stepIdSchema, type Target } from '../../shared/guides/guide.ts';
import { shown } from './mistake.ts';

/** What links of a guide may lead to, as the other files of the KB say. */
export interface LinkContext {
  guideIds: ReadonlySet<string>;
  /** Absent when `organisation.yaml` is broken: what depends on it can't be judged, and is not reported again. */
  addresses: Addresses | undefined;
}

export interface Addresses {
  /** `link:<name>` -> its address; an empty one hides what uses it. */
  named: ReadonlyMap<string, string>;
  hosts: readonly string[];
}

/** Why a link can't be used, in words. */
export interface LinkProblem {
  kind: 'problem';
  problem: string;
  remedy: string;
}

const fault = (problem: string, remedy: string): LinkProblem => ({ kind: 'problem', problem, remedy });

const webRemedies = {
  'not-a-url': () => 'write the whole address, beginning with https://',
  'not-https': () => 'only https addresses can be opened',
  credentials: () => 'leave the name and password out of the address',
  'host-not-listed': (host: string) => `add ${host} to link-hosts in organisation.yaml (standard port only)`,
};

/** A web address that the organisation allows, or what is wrong with it. */
export function webAction(url: string, linkHosts: readonly string[]): Action | LinkProblem {
  const checked = checkWebUrl(url, linkHosts);
  if (!checked.ok) {
    const { kind, host } = checked.error;
    return fault(`"${shown(url)}" can't be opened: ${kind}`, webRemedies[kind](host));
  }
  const action = actionSchema.safeParse({ kind: 'web', url: checked.url });
  return action.success ? action.data : fault('the address is too long', 'use at most 2000 characters');
}

/** What a link in a guide opens; `hidden` when the organisation gave its name no address. */
export function parseAction(
  written: string,
  context: LinkContext,
): Action | LinkProblem | { kind: 'hidden' } {
  const colon = written.indexOf(':');
  const rest = written.slice(colon + 1);
  switch (colon < 0 ? '' : written.slice(0, colon).toLowerCase()) {
    case 'settings': {
      const page = settingsPageSchema.safeParse(rest);
      if (page.success) return { kind: 'settings', page: page.data };
      return fault(
        `there is no settings page "${shown(rest)}"`,
        `use one of: ${settingsPageSchema.options.join(', ')}`,
      );
    }
    case 'link': {
      if (!context.addresses) return { kind: 'hidden' };
      const url = context.addresses.named.get(rest);
      if (url === undefined)
        return fault(`there is no link "${shown(rest)}"`, 'add it to links in organisation.yaml');
      return url === '' ? { kind: 'hidden' } : webAction(url, context.addresses.hosts);
    }
    case 'guide':
      if (context.guideIds.has(rest)) return { kind: 'guide', id: rest };
      return fault(
        `there is no guide "${shown(rest)}"`,
        "use another guide's file name without its language",
      );
    case 'mailto':
      if (isMailAddress(rest)) return { kind: 'mail', to: rest };
      return fault(
        `"${shown(rest)}" is not one mail address`,
        'write mailto:name@example.org and nothing else',
      );
    case 'tel':
      if (isPhoneNumber(rest)) return { kind: 'phone', number: rest };
      return fault(`"${shown(rest)}" is not a phone number`, 'use digits, spaces and a leading +');
    case 'https':
    case 'http':
      return context.addresses ? webAction(written, context.addresses.hosts) : { kind: 'hidden' };
    default:
      return fault(
        `"${shown(written)}" is nothing a guide can open`,
        'use settings:, link:, guide:, https:, mailto: or tel:',
      );
  }
}

/** Where an answer or `next:` leads. Whether the step exists is known only when the guide is whole. */
export function parseTarget(written: string, context: LinkContext): Target | LinkProblem {
  if (written === 'solved' || written === 'not-solved') return { kind: written };
  if (written === '#check' || written === '#give-up') {
    return fault(
      `"${written}" can't be a target`,
      'write solved or not-solved: the guide shows both sections at its end',
    );
  }
  if (written.startsWith('#') && stepIdSchema.safeParse(written.slice(1)).success) {
    return { kind: 'step', id: written.slice(1) };
  }
  if (written.startsWith('guide:') && guideIdSchema.safeParse(written.slice(6)).success) {
    const action = parseAction(written, context);
    return action.kind === 'guide' || action.kind === 'problem'
      ? action
      : fault(`"${shown(written)}" is not a target`, 'write guide:<id>');
  }
  return fault(`"${shown(written)}" is not a target`, 'write #step-id, guide:<id>, solved or not-solved');
}

/** A target's name, from which an answer gets its id. */
export function targetName(target: Target): string {
  return 'id' in target ? target.id : target.kind;
}
