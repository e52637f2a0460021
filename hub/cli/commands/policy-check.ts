import { mergePolicies } from '../../../shared/policy/policy.ts';
import { readPolicyAt } from '../../explain/policy-file.ts';
import { counted, onePositional, type Command } from '../command.ts';

export const policyCheck: Command = {
  name: 'policy check',
  usage: 'FILE',
  summary: 'say what machines make of a policy.json: which keys count, and which are left out and why',
  details: `
A machine leaves a wrong key or value out alone and uses the rest; this says so before it is on a thousand machines.

--json  keys: list of the keys that count; mistakes: list of sentences, each with its remedy;
        refusal: why nothing of it counts, { kind: unusable-policy, detail }`,
  options: {},
  async run(input, { console }) {
    const file = onePositional(input, 'policy file');
    const read = await readPolicyAt(file);
    if (!read.ok) {
      console.error(`error: ${read.error.detail}`);
      return { ending: 'mistakes', json: { refusal: read.error } };
    }
    const { policy, mistakes } = read.value;
    const keys = Object.keys(mergePolicies([{ place: 'file', policy }]).places).sort();
    for (const mistake of mistakes) console.log(`${file}: ${mistake}`);
    console.log(
      `${counted(keys.length, 'key')} that ${keys.length === 1 ? 'counts' : 'count'}: ${keys.join(', ')}`,
    );
    return { ending: mistakes.length === 0 ? 'done' : 'mistakes', json: { keys, mistakes } };
  },
};
