import { policyKeys, type PolicyKey } from '../../shared/policy/policy.ts';
import { policyTable, type PolicyRow } from '../../shared/policy/policy-table.ts';

/** The key of the registry that the app reads, below HKEY_LOCAL_MACHINE and HKEY_CURRENT_USER. */
export const registryRoot = 'Software\\Policies\\Zeroline';

/** A key of the policy as the templates write it. */
export interface TemplateRow extends PolicyRow {
  key: PolicyKey;
  /** Its name in files that take no dots. */
  id: string;
  folder: 'forced' | 'defaults' | undefined;
  /** Its name within its folder. */
  name: string;
}

export const templateRows: readonly TemplateRow[] = policyKeys.map((key) => {
  const [first, second] = key.split('.');
  const folder = first === 'forced' || first === 'defaults' ? first : undefined;
  return { ...policyTable[key], key, id: key.replace('.', '_'), folder, name: second ?? key };
});

/** Folders in words: what a person in IT chooses between. */
export const folderTitles = {
  forced: 'Settings that people can not change',
  defaults: 'Settings that people start with and can change',
} as const;
