import { folderTitles, registryRoot, templateRows, type TemplateRow } from './policy-places.ts';
import { xml, xmlFile, type XmlElement } from './xml.ts';

const declaration = ['<?xml version="1.0" encoding="utf-8"?>'];
const root = {
  revision: '1.0',
  schemaVersion: '1.0',
  xmlns: 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions',
};
/** Longer than any trust file in one line; the editor's own limit would cut it. */
const textMax = '16383';

const inWords = (id: string): string => `$(string.${id})`;

/** How the group policy editor writes a value into the registry. */
function elements({ form, id, name }: TemplateRow): XmlElement[] {
  const list = (part: string, valueName: string): XmlElement =>
    xml('multiText', { id: part, valueName, maxLength: textMax });
  switch (form.kind) {
    case 'switch':
      return [];
    case 'text':
      return [xml('text', { id, valueName: name, ...(form.mayBeEmpty ? {} : { required: 'true' }) })];
    case 'number':
      return [
        xml('decimal', {
          ...{ id, valueName: name, required: 'true' },
          ...{ minValue: String(form.min), maxValue: String(form.max) },
        }),
      ];
    case 'choice':
      return [
        xml(
          'enum',
          { id, valueName: name, required: 'true' },
          form.values.map((value: string | number) =>
            xml('item', { displayName: inWords(`${id}_${value}`) }, [
              xml('value', {}, [
                typeof value === 'number'
                  ? xml('decimal', { value: String(value) })
                  : xml('string', {}, value),
              ]),
            ]),
          ),
        ),
      ];
    case 'list':
    case 'json':
      return [list(id, name)];
    case 'parts':
      return Object.entries(form.parts).map(([part, kind]) =>
        kind === 'list'
          ? list(`${id}_${part}`, part)
          : xml('text', { id: `${id}_${part}`, valueName: part, required: 'true' }),
      );
  }
}

function policy(row: TemplateRow): XmlElement {
  const { form, id, name, folder } = row;
  const below = form.kind === 'parts' ? name : folder;
  const isSwitch = form.kind === 'switch';
  return xml(
    'policy',
    {
      ...{ name: id, class: 'Both', displayName: inWords(id), explainText: inWords(`${id}_explain`) },
      ...(isSwitch ? {} : { presentation: `$(presentation.${id})` }),
      key: below === undefined ? registryRoot : `${registryRoot}\\${below}`,
      ...(isSwitch ? { valueName: name } : {}),
    },
    [
      xml('parentCategory', { ref: folder ?? 'zeroline' }),
      xml('supportedOn', { ref: 'supported' }),
      ...(isSwitch
        ? [
            xml('enabledValue', {}, [xml('decimal', { value: '1' })]),
            xml('disabledValue', {}, [xml('decimal', { value: '0' })]),
          ]
        : [xml('elements', {}, elements(row))]),
    ],
  );
}

/** The template of group policies: which keys there are, and what of the registry they write. */
export const admx = (): string =>
  xmlFile(
    xml('policyDefinitions', root, [
      xml('policyNamespaces', {}, [xml('target', { prefix: 'zeroline', namespace: 'Zeroline.Policies' })]),
      xml('resources', { minRequiredRevision: '1.0' }),
      xml('supportedOn', {}, [
        xml('definitions', {}, [xml('definition', { name: 'supported', displayName: inWords('supported') })]),
      ]),
      xml('categories', {}, [
        xml('category', { name: 'zeroline', displayName: inWords('zeroline') }),
        ...Object.keys(folderTitles).map((name) =>
          xml('category', { name, displayName: inWords(name) }, [xml('parentCategory', { ref: 'zeroline' })]),
        ),
      ]),
      xml('policies', {}, templateRows.map(policy)),
    ]),
    declaration,
  );

/** What the editor shows beside each value. */
function controls({ form, id, title }: TemplateRow): XmlElement[] {
  const text = (refId: string, label: string): XmlElement =>
    xml('textBox', { refId }, [xml('label', {}, label)]);
  const list = (refId: string, label: string): XmlElement => xml('multiTextBox', { refId }, label);
  switch (form.kind) {
    case 'switch':
      return [];
    case 'text':
      return [text(id, title)];
    case 'number':
      return [xml('decimalTextBox', { refId: id, defaultValue: String(form.min) }, title)];
    case 'choice':
      return [xml('dropdownList', { refId: id, noSort: 'true', defaultItem: '0' }, title)];
    case 'list':
      return [list(id, `${title}, one a line`)];
    case 'json':
      return [list(id, title)];
    case 'parts':
      return Object.entries(form.parts).map(([part, kind]) =>
        kind === 'list' ? list(`${id}_${part}`, `${part}, one a line`) : text(`${id}_${part}`, part),
      );
  }
}

const strings = (row: TemplateRow): [string, string][] => [
  [row.id, row.title],
  [`${row.id}_explain`, `${row.explain} Left unconfigured, this policy says nothing.`],
  ...(row.form.kind === 'choice'
    ? row.form.values.map((value: string | number): [string, string] => [`${row.id}_${value}`, String(value)])
    : []),
];

/** The template's words in English. */
export const adml = (): string =>
  xmlFile(
    xml('policyDefinitionResources', root, [
      xml('displayName', {}, 'Zeroline'),
      xml('description', {}, 'What IT sets on the machines that Zeroline runs on.'),
      xml('resources', {}, [
        xml(
          'stringTable',
          {},
          [
            ['zeroline', 'Zeroline'],
            ['supported', 'Zeroline on Windows 10 and newer'],
            ...Object.entries(folderTitles),
            ...templateRows.flatMap(strings),
          ].map(([id = '', words = '']) => xml('string', { id }, words)),
        ),
        xml(
          'presentationTable',
          {},
          templateRows
            .filter(({ form }) => form.kind !== 'switch')
            .map((row) => xml('presentation', { id: row.id }, controls(row))),
        ),
      ]),
    ]),
    declaration,
  );
