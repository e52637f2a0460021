import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createI18n } from '../../../shared/i18n/create-i18n.ts';
import { handOver } from '../../../shared/requests/hand-over.ts';
import { linkForms } from '../../../shared/requests/ticket-links.ts';
import { aLine, aLinkWay, anyRequest, aRequest, systems } from './request-builders.ts';

const { t } = createI18n('en');
// Texts of thousands of characters take minutes to shrink; the first failing one says enough.
const thorough = { numRuns: 80, endOnFailure: true };
const asServersRead = (text: string): string =>
  text
    .trim()
    .replace(/\p{Surrogate}/gu, '\uFFFD')
    .replace(/\r\n?/g, '\n');

/** What a rich text editor shows of the HTML that it is filled with. */
const asShown = (html: string): string =>
  html
    .replaceAll('<br>', '\n')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** Subject and body as the system's own form would show them. */
function filledBy(url: string, system: (typeof systems)[number]): { subject: string; body: string } {
  const query = new URL(url).searchParams;
  const { subject, body } = linkForms[system];
  if (system !== 'servicenow') {
    const text = query.get(body) ?? '';
    return { subject: query.get(subject) ?? '', body: linkForms[system].richText ? asShown(text) : text };
  }
  const [first = '', ...others] = (query.get('sysparm_query') ?? '').split('^');
  expect(others.length).toBeLessThanOrEqual(1);
  return { subject: first.slice(`${subject}=`.length), body: others.join('').slice(`${body}=`.length) };
}

describe.each(systems)('a link to %s', (system) => {
  const budgets = fc.constantFrom(500, 2000, 8000);

  it('stays within its budget, whatever is in the request, also after the browser wrote it anew', () => {
    fc.assert(
      fc.property(anyRequest, budgets, (request, maxUrlChars) => {
        const { url = '' } = handOver(request, aLinkWay({ system, maxUrlChars, queue: 'Help & desk' }), t);
        expect(new URL(url).href.length).toBeLessThanOrEqual(maxUrlChars);
        expect(url).toMatch(/^[\x21-\x7e]+$/);
      }),
      thorough,
    );
  });

  it('gives back what was packed, and carries the reference and the beginning of the words', () => {
    fc.assert(
      fc.property(anyRequest, budgets, (request, maxUrlChars) => {
        const { url = '', lost } = handOver(request, aLinkWay({ system, maxUrlChars }), t);
        const { subject, body } = filledBy(url, system);
        expect(subject).toMatch(/\[ZL-7K3QX\]$/);
        const plain = (text: string) => (system === 'servicenow' ? text.replaceAll('^', ' ') : text);
        if (lost.length > 0) {
          if (body !== '') expect(body).toContain(t('request.restOnClipboard'));
          return;
        }
        expect(subject).toBe(plain(`${asServersRead(request.title)} [ZL-7K3QX]`.trim()));
        expect(body).toContain(plain(asServersRead(request.description)));
      }),
      thorough,
    );
  });

  it('has the parameters of its form and no other, whatever the texts say', () => {
    const known = new Set([
      ...linkForms[system].fixed(aLinkWay({ queue: 'q' })).map(([parameter]) => parameter),
      ...(system === 'servicenow' ? ['sysparm_query'] : [linkForms[system].subject, linkForms[system].body]),
    ]);
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { url = '' } = handOver(request, aLinkWay({ system, queue: 'q' }), t);
        for (const parameter of new URL(url).searchParams.keys()) expect(known).toContain(parameter);
        expect(new URL(url).hash).toBe('');
      }),
      thorough,
    );
    for (const parameter of known) expect(parameter).not.toMatch(/submit|subaction|confirm|save|sysverb/i);
  });

  it('keeps the address that IT configured', () => {
    const { url = '' } = handOver(aRequest(), aLinkWay({ system, url: 'https://help.example.org/it/' }), t);
    expect(url.startsWith('https://help.example.org/it/')).toBe(true);
    expect(url).not.toContain('//it//');
  });
});

/** Of Request Tracker, Znuny, Redmine, Rails in general, ServiceNow. */
const buttons = ['SubmitTicket', 'Subaction', 'commit', '_method', 'sysverb_insert', 'sys_action', 'save'];

describe('handOver', () => {
  const lines = [
    aLine('tried:a', { group: 'journey', label: 'Tried: A', value: 'stopped at step 4' }),
    aLine('computer', { label: 'This computer', value: 'LT-4471 · Debian 12' }),
    aLine('network', { group: 'network', label: 'Network', value: 'VPN off', ticked: false }),
  ];

  it.each([
    ['request-tracker', 'https://help.example.org/SelfService/Create.html?Queue=IT&Subject='],
    ['redmine', 'https://help.example.org/projects/IT/issues/new?issue%5Bsubject%5D='],
    ['znuny', 'https://help.example.org/otrs/customer.pl?Action=CustomerTicketMessage&Dest=IT&Subject='],
    ['zendesk', 'https://help.example.org/hc/requests/new?ticket_form_id=IT&tf_subject='],
    ['jira-service-management', 'https://help.example.org/servicedesk/customer/portal/IT?summary='],
    ['servicenow', 'https://help.example.org/incident.do?sys_id=-1&sysparm_query=short_description%3D'],
    ['github', 'https://help.example.org/IT/issues/new?title='],
    ['gitlab', 'https://help.example.org/IT/-/issues/new?issue%5Bconfidential%5D=true&issue%5Btitle%5D='],
  ] as const)('opens the form of %s', (system, beginning) => {
    const { url = '' } = handOver(aRequest(), aLinkWay({ system, queue: 'IT' }), t);
    expect(url.slice(0, beginning.length)).toBe(beginning);
  });

  it('carries everything that is ticked when there is room, and nothing that is not', () => {
    const request = aRequest({ description: 'Since Monday.', lines });
    const { url = '', text, lost } = handOver(request, aLinkWay(), t);
    expect(filledBy(url, 'request-tracker').body).toBe(
      'Since Monday.\n- Tried: A: stopped at step 4\n- This computer: LT-4471 · Debian 12',
    );
    expect(lost).toEqual([]);
    expect(text).toBe(
      'Choose a new password: stopped at step 4\n\nSince Monday.\n\nGoes along with it:\n' +
        '- Tried: A: stopped at step 4\n- This computer: LT-4471 · Debian 12\n\nReference: ZL-7K3QX',
    );
  });

  it('says whom it stops, in a field or in the text, once', () => {
    const request = aRequest({ impact: 'team', description: 'Help' });
    const filled = (over: object) => new URL(handOver(request, aLinkWay(over), t).url ?? '').searchParams;
    expect(filled({}).get('Content')).toBe('Affects: my team<br>Help');
    const inField = filled({ fields: { impact: 'cf' }, values: { impact: { team: 'My team' } } });
    expect([inField.get('cf'), inField.get('Content')]).toEqual(['My team', 'Help']);
    expect(handOver(request, { way: 'clipboard' }, t).text).toContain('Affects: my team\n\nHelp');
  });

  it('names each line that did not fit, and lets shorter ones behind it pass', () => {
    const long = aLine('long', { label: 'Long', value: 'å'.repeat(600) });
    const { url = '', lost } = handOver(aRequest({ lines: [long, ...lines] }), aLinkWay(), t);
    expect(lost).toEqual([{ field: `Long: ${'å'.repeat(600)}`, why: 'too-long' }]);
    expect(filledBy(url, 'request-tracker').body).toContain('LT-4471');
  });

  it('says when the words themselves were cut, and keeps all of them in the text', () => {
    const request = aRequest({ description: 'ő'.repeat(3000) });
    const { lost, text } = handOver(request, aLinkWay(), t);
    expect(lost).toEqual([{ field: 'description', why: 'too-long' }]);
    expect(text).toContain('ő'.repeat(3000));
  });

  it('fills fields of the organisation from ticked lines, once', () => {
    const fields = { reference: 'CustomField-3', computer: 'CustomField-5', network: 'CustomField-6' };
    const { url = '' } = handOver(aRequest({ lines }), aLinkWay({ fields }), t);
    const query = new URL(url).searchParams;
    expect(query.get('CustomField-3')).toBe('ZL-7K3QX');
    expect(query.get('CustomField-5')).toBe('LT-4471 · Debian 12');
    expect(query.has('CustomField-6')).toBe(false);
    expect(query.get('Content')).toBe('- Tried: A: stopped at step 4');
  });

  it('fills fields with several lines, and with the words that the system has for ours', () => {
    const way = aLinkWay({
      system: 'redmine',
      fields: { area: 'issue[category_id]', journey: 'cf_1', machine: 'cf_2' },
      values: { area: { network: '7' } },
      presets: { 'issue[tracker_id]': '3' },
    });
    const { url = '' } = handOver(aRequest({ lines, area: 'network', description: 'Help' }), way, t);
    expect(Object.fromEntries(new URL(url).searchParams)).toEqual({
      'issue[tracker_id]': '3',
      'issue[subject]': 'Choose a new password: stopped at step 4 [ZL-7K3QX]',
      'issue[description]': 'Help',
      'issue[category_id]': '7',
      cf_1: 'Tried: A: stopped at step 4',
      cf_2: 'This computer: LT-4471 · Debian 12',
    });
  });

  it('never presses a button, whatever the organisation wrote', () => {
    fc.assert(
      fc.property(fc.constantFrom(...systems), fc.constantFrom(...buttons), (system, button) => {
        const way = aLinkWay({ system, presets: { [button]: '1' }, fields: { reference: button } });
        const { url = '' } = handOver(aRequest(), way, t);
        expect(decodeURIComponent(url)).not.toContain(button);
      }),
    );
  });

  it('writes HTML only where a rich text editor reads it', () => {
    const request = aRequest({ description: 'a < b && c\nd' });
    const content = (over: object) =>
      new URL(handOver(request, aLinkWay(over), t).url ?? '').searchParams.get('Content');
    expect(content({})).toBe('a &lt; b &amp;&amp; c<br>d');
    expect(content({ richText: false })).toBe('a < b && c\nd');
  });

  it('stays within the budget with fields too, and then keeps the line in the text', () => {
    const long = aLine('computer', { value: 'x'.repeat(600) });
    const way = aLinkWay({ fields: { computer: 'CustomField-5' }, maxUrlChars: 900 });
    const { url = '' } = handOver(aRequest({ lines: [long] }), way, t);
    expect(url.length).toBeLessThanOrEqual(900);
    expect(new URL(url).searchParams.has('CustomField-5')).toBe(false);
  });

  it('writes a mail within 2,000 characters that decodes to what was packed', () => {
    fc.assert(
      fc.property(anyRequest, (request) => {
        const { url = '', lost } = handOver(request, { way: 'mail', to: 'help@example.org' }, t);
        expect(new URL(url).href.length).toBeLessThanOrEqual(2000);
        const [, subject, body] = /^mailto:help@example\.org\?subject=([^&]*)&body=([^&]*)$/.exec(url) ?? [];
        expect(decodeURIComponent(subject ?? '')).toMatch(/\[ZL-7K3QX\]$/);
        const decoded = decodeURIComponent(body ?? '');
        expect(decoded.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        if (lost.length === 0) {
          expect(decoded.replaceAll('\r\n', '\n')).toContain(asServersRead(request.description));
        }
      }),
      thorough,
    );
  });

  it('carries everything by the clipboard, and opens the form it is pasted into', () => {
    const request = aRequest({ lines });
    expect(handOver(request, { way: 'clipboard' }, t)).not.toHaveProperty('url');
    const { url, lost, text } = handOver(request, { way: 'clipboard', url: 'https://help.example.org' }, t);
    expect([url, lost]).toEqual(['https://help.example.org', []]);
    expect(text).toContain('LT-4471');
  });
});
