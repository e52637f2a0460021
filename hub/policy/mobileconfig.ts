import { templateRows, type TemplateRow } from './policy-places.ts';
import { xml, xmlFile, type XmlElement } from './xml.ts';

/** The bundle's identifier, under which macOS keeps the preferences of a profile. */
const domain = 'org.zeroline.app';

function plist(value: unknown): XmlElement {
  if (typeof value === 'boolean') return xml(value ? 'true' : 'false');
  if (typeof value === 'number') return xml('integer', {}, String(value));
  if (typeof value === 'string') return xml('string', {}, value);
  if (Array.isArray(value)) return xml('array', {}, value.map(plist));
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return xml(
    'dict',
    {},
    entries.flatMap(([key, content]) => [xml('key', {}, key), plist(content)]),
  );
}

/** The examples of the table as one policy, in the form of the policy file. */
export function examplePolicy(): Record<string, unknown> {
  const of = (section: TemplateRow['folder']): Record<string, unknown> =>
    Object.fromEntries(
      templateRows.flatMap(({ folder, name, example }) => (folder === section ? [[name, example]] : [])),
    );
  return { forced: of('forced'), defaults: of('defaults'), ...of(undefined) };
}

/** A configuration profile with every key, to take out of what is wanted. */
export const mobileconfig = (): string =>
  xmlFile(
    xml('plist', { version: '1.0' }, [
      plist({
        PayloadContent: [
          {
            PayloadType: domain,
            PayloadIdentifier: `${domain}.managed.settings`,
            PayloadUUID: '6B0C9E0A-3B5B-4C57-9C39-0C6F3F1D7A51',
            PayloadVersion: 1,
            PayloadDisplayName: 'Zeroline settings',
            ...examplePolicy(),
          },
        ],
        PayloadType: 'Configuration',
        PayloadScope: 'System',
        PayloadIdentifier: `${domain}.managed`,
        PayloadUUID: 'D2A6B1B4-9D0F-4B62-8F0E-5E0A4E9C7F18',
        PayloadVersion: 1,
        PayloadDisplayName: 'Zeroline',
        PayloadDescription: 'An example with every key: take out what you do not set.',
        PayloadOrganization: 'Example Organisation',
      }),
    ]),
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    ],
  );
