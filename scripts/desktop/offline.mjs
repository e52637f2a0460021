import { spawnSync } from 'node:child_process';
import { findCommand, isRoot } from '../bootstrap/commands.mjs';

/** Set inside the namespace; tests that take the interface down ask for it. */
export const offlineMark = 'ZEROLINE_TEST_NETNS';

const intoNamespace = ['unshare', '--net', '--mount', '--'];

/** @param {string} command @param {string[]} args */
const run = (command, args) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

/** The words before a command that give it a network of its own, or null where that is not allowed. */
export function offlinePrefix() {
  if (!isRoot() || findCommand('unshare') === null || findCommand('ip') === null) return null;
  const [command, ...args] = intoNamespace;
  return run(/** @type {string} */ (command), [...args, 'ip', 'link', 'set', 'lo', 'up'])
    ? intoNamespace
    : null;
}

/**
 * Inside the namespace: loopback, and one interface that leads nowhere but looks like a network. It is one end of a
 * pair, since some kernels come without dummy interfaces.
 */
export function setUpInterfaces() {
  const steps = [
    'link set lo up',
    'link add zl0 type veth peer name zl0-peer',
    'link set zl0-peer addrgenmode none',
    'link set zl0-peer up',
    'address add 10.77.0.2/24 dev zl0',
    'link set zl0 up',
  ];
  for (const step of steps)
    if (!run('ip', step.split(' ')))
      throw new Error(`The test network could not be set up: ip ${step} failed.`);
  // /sys shows the interfaces of the namespace it was mounted in. Where that is refused, it shows the outer ones.
  run('mount', ['-t', 'sysfs', 'sysfs', '/sys']);
}
