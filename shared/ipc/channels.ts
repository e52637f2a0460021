/** Calls the panel can make, by name. Payloads and answers are in contract.ts; the preload has a method for each. */
export const callChannels = [
  'snapshot.get',
  'search.query',
  'search.settled',
  'area.list',
  'guide.open',
  'guide.progress',
  'guide.answer',
  'guide.star',
  'action.open',
  'contact.open',
  'notice.dismiss',
  'notice.later',
  'notice.restore',
  'notice.seen',
  'notice.join',
  'notice.leave',
  'suggestion.open',
  'welcome.putAway',
  'welcome.restore',
  'request.start',
  'request.get',
  'request.edit',
  'request.handOver',
  'request.confirm',
  'request.remove',
  'request.restore',
  'settings.change',
  'privacy.get',
  'history.clear',
  'diagnostics.preview',
  'diagnostics.save',
  'sync.check',
  'panel.hide',
  'panel.pin',
  'panel.busy',
] as const;
export type CallChannel = (typeof callChannels)[number];

/** What main tells the panel. */
export const pushChannels = ['snapshot.changed', 'panel.navigate', 'panel.shown'] as const;
export type PushChannel = (typeof pushChannels)[number];
