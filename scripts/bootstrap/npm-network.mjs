/**
 * How npm is to use the network: what it has, it takes without asking again (the lock's hashes vouch for it), and what
 * it cannot reach, it gives up on within seconds. By itself it tries for minutes.
 */
export const npmNetwork = ['--prefer-offline', '--fetch-retries=1', '--fetch-retry-mintimeout=2000'];
