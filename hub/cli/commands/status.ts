import { ok, type Result } from '../../../shared/result.ts';
import { newsPath } from '../../../shared/packs/repository-layout.ts';
import type { Advice } from '../../sign/advice.ts';
import { refreshToRun, type Where } from '../../sign/commands-to-run.ts';
import { lifetimes } from '../../sign/lifetimes.ts';
import { readOptional, type Place } from '../../sign/read-roots.ts';
import { readPublished } from '../../sign/read-signed.ts';
import type { SignRefusal } from '../../sign/sign-refusal.ts';
import type { PublishedState } from '../../sign/signed-state.ts';
import { counted, onePositional, type Command, type CommandContext } from '../command.ts';
import { refusedSigning } from '../open-keys.ts';
import { languagesIn, type LanguageStatus } from '../published-languages.ts';
import { openPlace } from '../open-place.ts';
import { printAdvice, reportSignatures } from '../report-signatures.ts';
import { trustedRoots } from '../trusted-roots.ts';

function printLanguages(rows: readonly LanguageStatus[], { console }: CommandContext) {
  for (const { language, guides, notices, incidents, contentFrom } of rows) {
    const counts = [counted(guides, 'guide'), counted(notices, 'notice'), counted(incidents, 'incident')];
    console.log(`${language}  ${counts.join(', ').padEnd(38)}  newest change on ${contentFrom.slice(0, 10)}`);
  }
}

/** A missing bundle costs no machine its news, but the server several requests in place of one. */
async function adviceOnNews(
  place: Place,
  { snapshot }: PublishedState,
  where: Where,
): Promise<Result<readonly Advice[], SignRefusal>> {
  const path = newsPath(snapshot.signed.version);
  const bundle = await readOptional(place, path);
  if (!bundle.ok) return bundle;
  const what = `the news bundle ${path} is not there: every machine makes several requests in place of one`;
  return ok(bundle.value ? [] : [{ what, remedy: `${refreshToRun(where, '--all')}.` }]);
}

export const status: Command = {
  name: 'status',
  usage: 'URL|TO',
  summary: 'show what machines see at URL, what is wrong with it, and what to do',
  details: `
Ends with 3 when something is to be done, so that a monitor can run it, with 4 when nobody answers, and with 6 when
nothing is published there. Of many guides and pictures it asks for some, every day for others.

  --trust FILE  verify from this root, as machines do: the file that \`zeroline keys trust\` wrote
  --keys KEYS   verify from the root of this key folder instead. Without either, nothing proves whose keys they are

--json  verified: whether a root was given; languages: list of { language, guides, notices, incidents,
        contentFrom }; files: { asked, of: how many guides and pictures there are }; roles: list of { role, version,
        expires, health: good|due|expired }; advice: list of { what, remedy };
        refusal: { kind, detail }`,
  options: { trust: { type: 'string' }, keys: { type: 'string' } },
  async run(input, context) {
    const address = onePositional(input, 'address or folder');
    const place = openPlace(address, context.env);
    if (!place.ok) return refusedSigning(place.error, context);
    const trusted = await trustedRoots(place.value, input.values);
    if (!trusted.ok) return refusedSigning(trusted.error, context);
    const state = trusted.value ? await readPublished(place.value, trusted.value) : ok(undefined);
    if (!state.ok) return refusedSigning(state.error, context);
    if (!trusted.value || !state.value) {
      const detail = `There is no knowledge base at ${address}. Compare the address with the one you published to.`;
      return refusedSigning({ kind: 'nothing-published', detail }, context);
    }
    const { isVerified } = trusted.value;
    context.console.log(
      isVerified
        ? `${address}: signed by the keys you trust`
        : `${address}: signatures fit each other, but whose keys they are is not verified; give --trust FILE or --keys KEYS`,
    );
    const found = await languagesIn(place.value, state.value, context.nowMs);
    if (!found.ok) return refusedSigning(found.error, context);
    const { languages, files } = found.value;
    printLanguages(languages, context);
    context.console.log(`guides and pictures: asked for ${files.asked} of ${files.of}, all are there`);
    const where = { address, keys: trusted.value.folder };
    const bundle = await adviceOnNews(place.value, state.value, where);
    if (!bundle.ok) return refusedSigning(bundle.error, context);
    const signatures = reportSignatures(state.value, lifetimes, where, context);
    printAdvice(bundle.value, context.console);
    const { roles } = signatures;
    const advice = [...signatures.advice, ...bundle.value];
    return {
      ending: advice.length > 0 ? 'refused' : 'done',
      json: { verified: isVerified, languages, files, roles, advice },
    };
  },
};
