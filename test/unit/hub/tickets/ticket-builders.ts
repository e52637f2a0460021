import type { TicketDraft } from '../../../../hub/tickets/ticket-adapter.ts';

/** A request with a little of everything. */
export const aTicketDraft = (over: Partial<TicketDraft> = {}): TicketDraft => ({
  key: '01a20374-441d-7003-8000-000000003819',
  reference: 'ZL-7K3QX',
  createdAtMs: Date.parse('2026-11-22T12:00:00Z'),
  language: 'en',
  title: 'Reconnect the VPN: stopped at step 3',
  description: 'The tunnel closes <every> 5 minutes.\nBüro ő 🖨',
  category: 'network',
  impact: 'team',
  requester: { name: 'Anna Berg', email: 'anna@example.org', login: 'anna', isVerified: true },
  lines: [
    {
      id: 'tried:reconnect',
      group: 'journey',
      label: 'Tried: Reconnect the VPN',
      value: 'stopped at step 3',
    },
    { id: 'computer', group: 'computer', label: 'This computer', value: 'LT-4471 · Debian 12' },
  ],
  attachments: [{ name: 'note.txt', type: 'text/plain', bytes: new TextEncoder().encode('hei') }],
  ...over,
});
